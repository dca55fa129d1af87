import { afterEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackInputs } from './track-inputs.ts'

let observed: Observed
afterEach(() => observed.tracker.stop())

const fire = (selector: string, type: string): void => {
  document
    .querySelector(selector)
    ?.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
}

it('says once that a field was changed, however many characters it took', () => {
  document.body.innerHTML = '<input id="name">'
  observed = observe(trackInputs)
  for (let count = 0; count < 5; count++) fire('input', 'input')
  fire('input', 'change')
  expect(observed.events).toEqual([
    {
      type: 'input',
      at: 1_763_900_000_000,
      element: { selector: '#name', tag: 'input', role: 'textbox', node: 7 },
    },
  ])
})

it('tells fields apart and leaves ignored ones out', () => {
  document.body.innerHTML =
    '<input id="one"><textarea id="two"></textarea><p data-replay="ignore"><input id="no"></p>'
  observed = observe(trackInputs)
  fire('#one', 'input')
  fire('#two', 'input')
  fire('#no', 'input')
  observed.tracker.drain?.()
  expect(observed.events).toMatchObject([
    { element: { selector: '#one' } },
    { element: { selector: '#two' } },
  ])
})
