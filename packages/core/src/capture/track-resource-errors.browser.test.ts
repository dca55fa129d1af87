import { afterEach, beforeEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackResourceErrors } from './track-resource-errors.ts'

let observed: Observed
beforeEach(() => {
  document.body.innerHTML =
    '<main data-record-safe></main><aside></aside><p data-replay="ignore"></p><p data-replay="block" id="closed"></p>'
  observed = observe(trackResourceErrors)
})
afterEach(() => {
  observed.tracker.stop()
  document.body.innerHTML = ''
})

/** Nothing listens on port 9. */
const nowhere = 'http://127.0.0.1:9'

/** @returns when the browser has given up on it. */
function fail(tag: string, attributes: Record<string, string>, into = 'main'): Promise<Event> {
  const element = document.createElement(tag)
  const failed = new Promise<Event>((resolve) => element.addEventListener('error', resolve))
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  document.querySelector(into)?.append(element)
  return failed
}

it('tells images, scripts, stylesheets and media that did not load, with scrubbed addresses', async () => {
  await fail('img', { id: 'photo', src: `${nowhere}/photos/1.png?token=secret#part` })
  await fail('img', { srcset: `${nowhere}/large.png 1x` })
  await fail('script', { src: `${nowhere}/app.js` })
  await fail('link', { rel: 'stylesheet', href: `${nowhere}/app.css` })
  await fail('video', { src: `${nowhere}/film.mp4` })
  expect(observed.events[0]).toEqual({
    type: 'resource-error',
    at: 1_763_900_000_000,
    url: `${nowhere}/photos/1.png?token=*`,
    element: { selector: '#photo', tag: 'img', role: 'img', node: 7 },
  })
  expect(observed.events.slice(1)).toMatchObject([
    { url: `${nowhere}/large.png`, element: { tag: 'img' } },
    { url: `${nowhere}/app.js`, element: { tag: 'script' } },
    { url: `${nowhere}/app.css`, element: { tag: 'link' } },
    { url: `${nowhere}/film.mp4`, element: { tag: 'video' } },
  ])
})

it('has no address of a picture that is not safe to show', async () => {
  await fail('img', { src: `${nowhere}/avatars/alice.png` }, 'aside')
  expect(observed.events).toMatchObject([{ url: null, element: { tag: 'img' } }])
})

it('has no address of what is blocked, and nothing of what is ignored', async () => {
  await fail('img', { src: `${nowhere}/avatars/alice.png` }, '[data-replay=ignore]')
  await fail('img', { src: `${nowhere}/avatars/alice.png` }, '#closed')
  expect(observed.events).toMatchObject([{ url: null, element: { selector: '#closed' } }])
})

it('takes an error of a script for none', () => {
  window.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop' }))
  expect(observed.events).toEqual([])
})

it('counts what is beyond the rate', () => {
  const main = document.querySelector('main')
  for (let count = 0; count < 60; count++) main?.dispatchEvent(new Event('error'))
  observed.tracker.drain?.()
  expect(observed.events).toHaveLength(51)
  expect(observed.events.at(-1)).toMatchObject({ type: 'dropped', count: 10 })
})
