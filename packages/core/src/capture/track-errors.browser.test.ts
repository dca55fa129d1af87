import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { type ErrorTracker, trackErrors } from './track-errors.ts'

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
  for (let count = 0; count < 110; count++) uncaught(new Error(`${count}${'x'.repeat(100_000)}`))
  observed.tracker.drain?.()
  expect(observed.events).toHaveLength(101)
  expect(JSON.stringify(observed.events[0]).length).toBeLessThan(20_000)
  expect(observed.events.at(-1)).toMatchObject({
    type: 'dropped',
    count: 10,
    reason: 'rate-limited',
  })
})

it('follows causes, as far as five, and around no circle', () => {
  observed = observe(trackErrors)
  const circular = new Error('first')
  circular.cause = circular
  uncaught(circular)
  uncaught(
    new Error('no checkout', { cause: new TypeError('no price', { cause: 'for a@example.com' }) }),
  )
  expect(observed.events).toMatchObject([
    { message: 'first', causes: Array.from({ length: 5 }, () => ({ message: 'first' })) },
    {
      message: 'no checkout',
      causes: [
        { name: 'TypeError', message: 'no price', stack: expect.stringContaining('no price') },
        { name: 'Error', message: 'for [mail]', stack: null },
      ],
    },
  ])
})

it('tells the members of an aggregate, as many as five', () => {
  observed = observe(trackErrors)
  const members = Array.from({ length: 9 }, (_, index) => new RangeError(`no server ${index}`))
  uncaught(new AggregateError(members, 'no server'))
  const [event] = observed.events
  expect(event).toMatchObject({ name: 'AggregateError', message: 'no server' })
  expect(event?.type === 'error' && event.members?.map(({ message }) => message)).toEqual(
    members.slice(0, 5).map(({ message }) => message),
  )
})

it('counts what is repeated within five seconds, and tells it again after that', () => {
  observed = observe(trackErrors)
  const error = new Error('in a loop')
  for (let count = 0; count < 20; count++) uncaught(error)
  observed.tracker.drain?.()
  observed.clock.time += 5_000
  uncaught(error)
  expect(observed.events).toMatchObject([
    { type: 'error' },
    { type: 'dropped', what: 'timeline', reason: 'duplicate', count: 19 },
    { type: 'error' },
  ])
})

describe('a reported error', () => {
  const capture = (error: unknown, context = {}): void => {
    const { clock } = observed
    errors?.capture({ type: 'reported-error', at: clock.time, error, context })
  }
  let errors: ErrorTracker | undefined
  beforeEach(() => {
    observed = observe((emit, scope) => (errors = trackErrors(emit, scope)))
  })

  it('comes with its context, and once if it is thrown on', () => {
    const error = new Error('declined')
    capture(error, { step: 'pay' })
    uncaught(error)
    observed.tracker.drain?.()
    expect(observed.events).toMatchObject([
      { type: 'error', kind: 'reported', message: 'declined', context: { step: 'pay' } },
      { type: 'dropped', reason: 'duplicate', count: 1 },
    ])
  })

  it('that cannot be read is told to the application, not thrown', () => {
    const { proxy, revoke } = Proxy.revocable(new Error('x'), {})
    revoke()
    capture(proxy)
    expect(observed.events).toEqual([])
    expect(observed.errors.map(({ code }) => code)).toEqual(['not_recorded'])
  })
})
