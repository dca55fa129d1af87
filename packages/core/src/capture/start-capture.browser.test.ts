import { afterEach, expect, it } from 'vitest'
import { observe } from '../../testing/observe.ts'
import { type Capture, startCapture } from './start-capture.ts'

let capture: Capture | undefined
afterEach(() => {
  capture?.trackers.forEach((tracker) => tracker.stop())
  document.body.innerHTML = ''
})

it('puts what it makes of a click after the click', async () => {
  document.body.innerHTML = '<button>Pay</button>'
  const clock = { time: 1_763_900_000_000 }
  const { events } = observe((emit, scope) => {
    // Every look at it takes a while.
    scope.clock = { now: () => clock.time++ }
    capture = startCapture({
      emit,
      emitFrame: () => undefined,
      scope,
      options: {},
      tabStorage: { get: () => null, set: () => undefined, remove: () => undefined },
      recordDetails: null,
      propagate: null,
    })
    return { stop: () => undefined }
  })
  const button = document.querySelector('button')
  button?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 1 }))
  capture?.frustration?.look?.({
    type: 'error',
    at: clock.time,
    kind: 'uncaught',
    name: 'TypeError',
    message: 'Payment failed',
    stack: null,
  })
  await capture?.frustration?.settle?.()
  const at = (type: string): number => events.findLast((event) => event.type === type)?.at ?? 0
  expect(at('click')).toBeGreaterThan(0)
  expect(at('frustration')).toBeGreaterThan(at('click'))
})
