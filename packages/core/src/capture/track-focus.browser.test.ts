import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackFocus } from './track-focus.ts'

let observed: Observed
beforeEach(() => {
  document.body.innerHTML = `<input id="mail"><input id="card" type="password"><button id="pay">x</button>
    <div data-replay="ignore"><input id="ignored"></div>`
  observed = observe(trackFocus)
})
afterEach(() => {
  observed.tracker.stop()
  vi.restoreAllMocks()
})

const field = (selector: string): HTMLElement => {
  const element = document.querySelector<HTMLElement>(selector)
  if (!element) throw new Error(`No ${selector}`)
  return element
}
const visit = (selector: string, ms: number): void => {
  field(selector).focus()
  observed.clock.time += ms
}

it('tells the time in a field, whether it was changed, and how often it was come back to', async () => {
  visit('#mail', 1_234)
  await userEvent.keyboard('secret')
  visit('#card', 500)
  visit('#mail', 200)
  visit('#pay', 300)
  field('#pay').blur()
  expect(observed.events).toEqual([
    {
      type: 'focus',
      at: 1_763_900_000_000,
      durationMs: 1_200,
      refocuses: 0,
      changed: true,
      element: { selector: '#mail', tag: 'input', role: 'textbox', node: 7 },
    },
    expect.objectContaining({ durationMs: 500, refocuses: 0, changed: false }),
    expect.objectContaining({ durationMs: 200, refocuses: 1, changed: false }),
    expect.objectContaining({
      durationMs: 300,
      element: expect.objectContaining({ tag: 'button' }),
    }),
  ])
  expect(observed.events[3]).not.toHaveProperty('changed')
  expect(JSON.stringify(observed.events)).not.toContain('secret')
})

it('does not count it as coming back when only the window was left', () => {
  visit('#mail', 1_000)
  // A window that loses the focus takes it from its element, which stays the active one.
  vi.spyOn(document, 'activeElement', 'get').mockReturnValue(field('#mail'))
  field('#mail').dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  observed.clock.time += 60_000
  field('#mail').dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
  observed.clock.time += 2_000
  observed.tracker.drain?.()
  expect(observed.events).toMatchObject([
    { durationMs: 1_000, refocuses: 0 },
    { durationMs: 2_000, refocuses: 0 },
  ])
})

it('tells what it has when the page is left, and no more than that', () => {
  visit('#mail', 900)
  observed.tracker.drain?.()
  observed.tracker.drain?.()
  expect(observed.events).toMatchObject([{ durationMs: 900 }])
})

it('leaves out ignored fields, and a focus that only passed', () => {
  visit('#ignored', 5_000)
  visit('#mail', 20)
  field('#mail').blur()
  expect(observed.events).toEqual([])
})
