import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackConsole } from './track-console.ts'

let observed: Observed
let written: unknown[][] = []
const original = console.log

beforeEach(() => {
  written = []
  // What the application's console does, in the place of the runner's.
  console.log = (...args: unknown[]) => void written.push(args)
})
afterEach(() => {
  observed.tracker.stop()
  console.log = original
  vi.restoreAllMocks()
})

it('records all five levels', () => {
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockReturnValue()
  }
  observed = observe(trackConsole)
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) console[level]('said', 1)
  expect(observed.events).toMatchObject([
    { type: 'console', level: 'debug', args: ['said', '1'] },
    { level: 'log' },
    { level: 'info' },
    { level: 'warn' },
    { level: 'error' },
  ])
})

it('hands the very arguments on', () => {
  observed = observe(trackConsole)
  const argument = { deep: { value: 1 } }
  console.log('%s', argument)
  expect(written).toEqual([['%s', argument]])
  expect(written[0]?.[1]).toBe(argument)
})

it('takes out what has the form of a mail address, a card number or a token', () => {
  observed = observe(trackConsole)
  console.log('for alice@example.com', '4242 4242 4242 4242', `${location.origin}/x?token=secret`)
  expect(observed.events).toMatchObject([
    { args: ['for [mail]', '[card]', `${location.origin}/x?token=*`] },
  ])
})

it('does not record what reading an argument writes to the console', () => {
  observed = observe(trackConsole)
  const noisy = new Proxy(
    {},
    {
      ownKeys() {
        console.log('from inside')
        return []
      },
    },
  )
  console.log(noisy)
  expect(observed.events).toHaveLength(1)
  expect(written).toHaveLength(2)
})

it('counts what is beyond the rate and says so', () => {
  observed = observe(trackConsole)
  for (let count = 0; count < 250; count++) console.log(count)
  observed.clock.time += 10_000
  console.log('later')
  expect(observed.events).toHaveLength(202)
  expect(observed.events.at(-2)).toMatchObject({ type: 'dropped', what: 'console', count: 50 })
  expect(observed.events.at(-1)).toMatchObject({ args: ['later'] })
  expect(written).toHaveLength(251)
})
