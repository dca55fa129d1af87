import { afterEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackKeys } from './track-keys.ts'

let observed: Observed
afterEach(() => observed.tracker.stop())

const press = (selector: string, ...keys: string[]): void => {
  for (const key of keys) {
    document
      .querySelector(selector)
      ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }))
  }
}

it('counts presses and names only keys that write nothing', () => {
  document.body.innerHTML = '<input id="name">'
  observed = observe(trackKeys)
  press('input', 'g', 'e', 'h', 'Backspace', 'Enter', 'Dead', 'é')
  observed.tracker.drain?.()
  expect(observed.events).toMatchObject([
    { type: 'keys', count: 7, named: { Backspace: 1, Enter: 1 }, element: { selector: '#name' } },
  ])
  expect(Object.keys((observed.events[0] as { named: object }).named)).toEqual([
    'Backspace',
    'Enter',
  ])
})

it('begins anew on another element', () => {
  document.body.innerHTML = '<input id="one"><input id="two">'
  observed = observe(trackKeys)
  press('#one', 'a')
  press('#two', 'b', 'c')
  press('body', 'Escape')
  observed.tracker.drain?.()
  expect(observed.events).toMatchObject([
    { count: 1, element: { selector: '#one' } },
    { count: 2, element: { selector: '#two' } },
    { count: 1, named: { Escape: 1 }, element: null },
  ])
})

it('does not count the characters of a password or a card number', () => {
  document.body.innerHTML = '<input type="password"><input id="card" autocomplete="cc-number">'
  observed = observe(trackKeys)
  press('input', 's', 'e', 'c', 'r', 'e', 't', 'Enter')
  press('#card', '4', '2')
  observed.tracker.drain?.()
  expect(observed.events).toMatchObject([{ count: 1, named: { Enter: 1 } }])
})
