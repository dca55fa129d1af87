import { afterEach, beforeEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackClipboard } from './track-clipboard.ts'

let observed: Observed
beforeEach(() => {
  document.body.innerHTML = '<input id="iban"><p data-replay="ignore"><input id="ignored"></p>'
  observed = observe(trackClipboard)
})
afterEach(() => observed.tracker.stop())

/** With content that must not be found again. */
function use(selector: string, action: string): ClipboardEvent {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', 'DE89 3704 0044 0532 0130 00')
  const event = new ClipboardEvent(action, { bubbles: true, cancelable: true, clipboardData })
  document.querySelector(selector)?.dispatchEvent(event)
  return event
}

it('says what was done and where, without the content', () => {
  for (const action of ['copy', 'cut', 'paste']) use('#iban', action)
  expect(observed.events).toEqual(
    ['copy', 'cut', 'paste'].map((action) => ({
      type: 'clipboard',
      at: 1_763_900_000_000,
      action,
      element: { selector: '#iban', tag: 'input', role: 'textbox', node: 7 },
    })),
  )
})

it('leaves the event to the application', () => {
  const event = use('#iban', 'paste')
  expect(event.defaultPrevented).toBe(false)
  expect(event.clipboardData?.getData('text/plain')).toMatch(/^DE89/)
})

it('says nothing inside an ignored element, and nothing once stopped', () => {
  use('#ignored', 'paste')
  observed.tracker.stop()
  use('#iban', 'paste')
  expect(observed.events).toEqual([])
})
