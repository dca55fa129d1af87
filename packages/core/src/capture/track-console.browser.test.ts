import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

it('takes out what only the argument before says to be somebody’s', () => {
  observed = observe(trackConsole)
  console.log('calling phone', 351912345678, 'of customer:', 'Nora Quist', 'with token', 'hunter2')
  console.log({ name: 'Nora Quist', plan: 'Large Lamp' }, 'page', 'Large Lamp', 4711)
  expect(observed.events).toMatchObject([
    {
      args: ['calling phone', '[personal]', 'of customer:', '[personal]', 'with token', '[secret]'],
    },
    { args: ['{ name: "[personal]", plan: "Large Lamp" }', 'page', 'Large Lamp', '4711'] },
  ])
})

it('takes out the names that the page shows', () => {
  document.body.innerHTML = '<p>Order of <b>Nora van Quist</b>, Ana Maria Sousa, Network Error</p>'
  observed = observe(trackConsole)
  console.log('Loaded Ana Maria Sousa', ['Ana Maria'], { of: 'Maria Sousa' }, 'Quick Start', 'Nora')
  console.log(new Error('Network Error'))
  document.body.innerHTML = ''
  expect(observed.events).toMatchObject([
    { args: ['Loaded * * *', '["* *"]', '{ of: "* *" }', 'Quick Start', 'Nora'] },
    { args: ['Error: Network Error'] },
  ])
})

it('reads the argument before in no time, whatever it is', () => {
  observed = observe(trackConsole)
  console.log(`${'-'.repeat(5_000)}a${'-'.repeat(5_000)} é`, 'said')
  expect(observed.events).toMatchObject([{ args: [expect.any(String), 'said'] }])
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

describe('the other methods that write', () => {
  const names = ['assert', 'count', 'dir', 'group', 'groupCollapsed', 'table', 'trace'] as const
  beforeEach(() => names.forEach((name) => vi.spyOn(console, name).mockReturnValue()))

  it('are recorded with their level and their name', () => {
    observed = observe(trackConsole)
    for (const name of names.slice(1)) Reflect.apply(console[name], console, ['said'])
    expect(observed.events).toMatchObject([
      { level: 'info', method: 'count' },
      { level: 'log', method: 'dir' },
      { level: 'log', method: 'group' },
      { level: 'log', method: 'group' },
      { level: 'log', method: 'table' },
      { level: 'log', method: 'trace', args: ['said'] },
    ])
  })

  it('say where trace was called from, and nothing of the recorder', () => {
    observed = observe(trackConsole)
    const callTrace = (): void => console.trace()
    callTrace()
    const [event] = observed.events
    const [first] = (event?.type === 'console' && event.stack?.split('\n')) || []
    expect(first).toContain('callTrace')
  })

  it('record an assertion only if it fails', () => {
    const native = vi.spyOn(console, 'assert').mockReturnValue()
    observed = observe(trackConsole)
    console.assert(true, 'fine')
    console.assert(false, 'broken', 1)
    expect(observed.events).toMatchObject([
      { level: 'error', method: 'assert', args: ['broken', '1'] },
    ])
    expect(native).toHaveBeenLastCalledWith(false, 'broken', 1)
  })
})

it('keeps the stack of an error, scrubbed', () => {
  observed = observe(trackConsole)
  const error = new Error('broken')
  error.stack = `Error: broken\n at pay (${location.origin}/app.js?v=secret:10:5)`
  console.log('while paying', error)
  expect(observed.events).toMatchObject([
    {
      args: ['while paying', 'Error: broken'],
      stack: `Error: broken\n at pay (${location.origin}/app.js?v=*:10:5)`,
    },
  ])
})

it('is bounded for all arguments of a call together', () => {
  observed = observe(trackConsole)
  const wide = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [`key${index}`, 'x'.repeat(5_000)]),
  )
  console.log(...Array.from({ length: 50 }, () => ({ a: wide, b: wide })))
  const [event] = observed.events
  expect(event?.type === 'console' && event.args.length).toBe(10)
  expect(JSON.stringify(event).length).toBeLessThan(10_000)
})

it('puts every method back as it was', () => {
  const before = Object.getOwnPropertyDescriptors(console)
  observed = observe(trackConsole)
  expect(console.table).not.toBe(before.table.value)
  observed.tracker.stop()
  expect(Object.getOwnPropertyDescriptors(console)).toEqual(before)
})
