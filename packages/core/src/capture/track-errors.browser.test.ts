import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackErrors } from './track-errors.ts'

let observed: Observed
// The browser and the runner would each print every error.
beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue())
afterEach(() => {
  observed.tracker.stop()
  vi.restoreAllMocks()
})

const uncaught = (error: unknown, message = 'Uncaught'): boolean =>
  window.dispatchEvent(new ErrorEvent('error', { error, message }))

it('records an uncaught error with its class, message and stack', () => {
  observed = observe(trackErrors)
  const error = new TypeError('alice@example.com is not a function')
  error.stack = `TypeError: x\n at pay (${location.origin}/app.js?v=secret:10:5)`
  uncaught(error)
  expect(observed.events).toEqual([
    {
      type: 'error',
      at: 1_763_900_000_000,
      kind: 'uncaught',
      name: 'TypeError',
      message: '[mail] is not a function',
      stack: `TypeError: x\n at pay (${location.origin}/app.js?v=*:10:5)`,
    },
  ])
})

it('records a rejection that nobody handled, whatever was thrown', () => {
  observed = observe(trackErrors)
  for (const reason of [new RangeError('far'), 'text', undefined]) {
    const event = new Event('unhandledrejection')
    window.dispatchEvent(Object.assign(event, { reason }))
  }
  expect(observed.events).toMatchObject([
    { kind: 'unhandled-rejection', name: 'RangeError', message: 'far' },
    { name: 'Error', message: 'text', stack: null },
    { name: 'Error', message: 'undefined', stack: null },
  ])
})

it('falls back to the message where the error is withheld', () => {
  observed = observe(trackErrors)
  uncaught(null, 'Script error.')
  expect(observed.events).toMatchObject([{ message: 'Script error.' }])
})

it('takes a picture that does not load for no error', () => {
  observed = observe(trackErrors)
  document.body.innerHTML = '<img>'
  document.querySelector('img')?.dispatchEvent(new Event('error'))
  expect(observed.events).toEqual([])
})

it('cuts messages and stacks, and says how many were too many', () => {
  observed = observe(trackErrors)
  for (let count = 0; count < 110; count++) uncaught(new Error('x'.repeat(100_000)))
  observed.tracker.drain?.()
  expect(observed.events).toHaveLength(101)
  expect(JSON.stringify(observed.events[0]).length).toBeLessThan(20_000)
  expect(observed.events.at(-1)).toMatchObject({
    type: 'dropped',
    count: 10,
    reason: 'rate-limited',
  })
})
