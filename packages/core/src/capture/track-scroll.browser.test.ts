import { afterEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackScroll } from './track-scroll.ts'

let observed: Observed
afterEach(() => {
  observed.tracker.stop()
  document.body.innerHTML = ''
})

const scrolled = (target: EventTarget): Promise<Event> =>
  new Promise((resolve) => target.addEventListener('scroll', resolve, { once: true }))

it('says how far the page was scrolled, and how much of it was seen', async () => {
  document.body.innerHTML = '<div style="height: 5000px"></div>'
  observed = observe(trackScroll)
  const event = scrolled(document)
  window.scrollTo(0, 1_000)
  await event
  observed.tracker.drain?.()
  const { scrollHeight, clientHeight } = document.documentElement
  expect(observed.events).toEqual([
    {
      type: 'scroll',
      at: 1_763_900_000_000,
      x: 0,
      y: 1_000,
      depth: (1_000 + clientHeight) / scrollHeight,
      element: null,
    },
  ])
  const back = scrolled(document)
  window.scrollTo(0, 0)
  await back
})

it('names the element if it is not the page, once for many events', async () => {
  document.body.innerHTML =
    '<div id="list" style="height: 100px; overflow: auto"><div style="height: 400px"></div></div>'
  observed = observe(trackScroll)
  const list = document.querySelector('#list')
  if (!list) throw new Error('No list')
  for (const top of [50, 300]) {
    const event = scrolled(list)
    list.scrollTop = top
    await event
  }
  observed.tracker.drain?.()
  expect(observed.events).toMatchObject([{ y: 300, depth: 1, element: { selector: '#list' } }])
})
