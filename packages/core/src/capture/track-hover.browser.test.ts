import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackHover } from './track-hover.ts'

let observed: Observed
beforeEach(async () => {
  document.body.innerHTML = `<button id="buy">Buy <b>now</b></button><p id="text">text</p>
    <a id="link" href="#x">link</a><div data-replay="ignore"><button id="ignored">x</button></div>`
  await over('#text')
  observed = observe(trackHover)
})
afterEach(() => observed.tracker.stop())

const over = (selector: string): Promise<void> =>
  userEvent.hover(document.querySelector(selector) ?? document.body)

it('tells what the mouse rested on, once it leaves', async () => {
  await over('b')
  observed.clock.time += 300
  await over('#buy')
  observed.clock.time += 400
  expect(observed.events).toEqual([])
  await over('#text')
  expect(observed.events).toEqual([
    {
      type: 'hover',
      at: 1_763_900_000_000,
      durationMs: 700,
      element: { selector: '#buy', tag: 'button', role: 'button', node: 7 },
    },
  ])
})

it('leaves out what the mouse passes, what cannot be used, and what is ignored', async () => {
  await over('#link')
  observed.clock.time += 499
  for (const selector of ['#text', '#ignored', '#text']) {
    await over(selector)
    observed.clock.time += 5_000
  }
  observed.tracker.drain?.()
  expect(observed.events).toEqual([])
})

it('tells it when the page is left meanwhile', async () => {
  await over('#link')
  observed.clock.time += 2_000
  observed.tracker.drain?.()
  observed.tracker.drain?.()
  expect(observed.events).toMatchObject([{ durationMs: 2_000, element: { selector: '#link' } }])
})
