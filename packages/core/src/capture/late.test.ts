import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Listen } from '../page/listen.ts'
import type { PlayheadError } from '../playhead-error.ts'
import { type LateTracker, startLate, type ToldTracker } from './late.ts'

type Heard = [word: string, at: number | undefined]

const clock = { time: 1_000, now: () => clock.time }
let heard: Heard[]
let errors: PlayheadError[]
let loads: ((tracker: ToldTracker<string> | Error) => void)[]
let stopped: string[]
let lost: number[]
let leave: () => void
/** Only of the page's being left. */
const listen: Listen = (_, __, listener) => {
  leave = () => listener(new Event('pagehide') as Parameters<typeof listener>[0])
  return () => {
    leave = () => undefined
  }
}

const loaded: ToldTracker<string> = {
  hear: (word, at) => void heard.push([word, at]),
  drain: () => void heard.push(['drained', undefined]),
  stop: () => void stopped.push('loaded'),
}
const start = (): LateTracker<string> =>
  startLate<string>(
    () =>
      new Promise((resolve, reject) => {
        loads.push((given) => (given instanceof Error ? reject(given) : resolve(given)))
      }),
    { clock, report: (error) => errors.push(error), listen },
    (count) => lost.push(count),
  )

beforeEach(() => {
  vi.useFakeTimers()
  ;[heard, errors, loads, stopped, lost] = [[], [], [], [], []]
})
afterEach(() => void vi.useRealTimers())

it('loads nothing before something has happened', () => {
  const late = start()
  late.drain()
  late.stop()
  expect(loads).toEqual([])
})

it('hands over in order what happened before, as of then, and then all at once', async () => {
  const late = start()
  late.hear('one')
  clock.time = 2_000
  late.hear('two')
  expect(loads).toHaveLength(1)
  loads[0]?.(loaded)
  await late.settle()
  late.hear('three')
  late.drain()
  late.stop()
  expect(heard).toEqual([
    ['one', 1_000],
    ['two', 2_000],
    ['three', 2_000],
    ['drained', undefined],
  ])
  expect(stopped).toEqual(['loaded'])
})

it('says once that the code does not come, and asks for it again a minute later', async () => {
  const late = start()
  late.hear('one')
  loads[0]?.(new Error('offline'))
  await vi.advanceTimersByTimeAsync(0)
  late.hear('two')
  expect(loads).toHaveLength(1)
  expect(errors).toMatchObject([{ code: 'capture_failed', cause: { message: 'offline' } }])
  await vi.advanceTimersByTimeAsync(60_000)
  late.hear('three')
  loads[1]?.(loaded)
  await vi.advanceTimersByTimeAsync(0)
  expect(heard.map(([word]) => word)).toEqual(['two', 'three'])
})

it('records nothing if it was stopped meanwhile', async () => {
  const late = start()
  late.hear('one')
  late.stop()
  loads[0]?.(loaded)
  await vi.advanceTimersByTimeAsync(0)
  expect(heard).toEqual([])
  expect(stopped).toEqual(['loaded'])
})

it('tells nothing of what was kept until it matters, and then all of it', async () => {
  const late = start()
  late.keep('harmless')
  late.forget()
  late.keep('one')
  expect(loads).toEqual([])
  expect(late.wake()).toBe(true)
  late.keep('two')
  loads[0]?.(loaded)
  await late.settle()
  expect(heard.map(([word]) => word)).toEqual(['one', 'two'])
  expect(late.isLoaded()).toBe(true)
})

it('says how much is lost where the page is left before the code is there', async () => {
  const late = start()
  late.keep('harmless')
  leave()
  expect(lost).toEqual([])
  late.hear('one')
  late.hear('two')
  leave()
  leave()
  expect(lost).toEqual([2])
  loads[0]?.(loaded)
  await late.settle()
  expect(heard).toEqual([])
  late.hear('three')
  leave()
  expect(lost).toEqual([2])
})
