import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPageClock } from '../page/clock.ts'
import type { KeyValue } from './session-cache.ts'
import { createSessionKeeper, type SessionKeeper } from './session.ts'

const minute = 60_000
const limits = { idleTimeoutMs: 30 * minute, maxSessionAgeMs: 24 * 60 * minute }

type Step =
  /** Time passes. */
  | { name: 'pass'; ms: number }
  /** The computer sleeps: only the wall clock goes on. */
  | { name: 'sleep'; ms: number }
  /** Somebody, or the network, sets the wall clock. */
  | { name: 'set'; ms: number }
  | { name: 'next page' }
  /** Somebody turns to the other tab, which goes on with the page that it had. */
  | { name: 'other tab' }
  /** Something is recorded; a person did it, or the page itself. */
  | { name: 'event'; isActivity: boolean }

const hours = (count: number): number => count * 60 * minute
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ name: fc.constant('pass'), ms: fc.nat(hours(1)) }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('sleep'), ms: fc.nat(hours(60)) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant('set'),
      ms: fc.integer({ min: -hours(60), max: hours(60) }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ name: fc.constantFrom('next page' as const, 'other tab' as const) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ name: fc.constant('event'), isActivity: fc.boolean() }),
  },
)

/** The times of what is recorded, by session, as the recorder would admit it. */
function record(steps: readonly Step[]): Map<string, number[]> {
  const texts = new Map<string, string>()
  const storage: KeyValue = {
    get: (key) => texts.get(key) ?? null,
    set: (key, value) => void texts.set(key, value),
    remove: (key) => void texts.delete(key),
  }
  let wall = 1_763_900_000_000
  let monotonic = 0
  let seed = 0
  const random = (bytes: Uint8Array): void => {
    new DataView(bytes.buffer).setUint32(0, ++seed)
  }
  const times = new Map<string, number[]>()
  const open = (): { now(): number; keeper: SessionKeeper; session: string } => {
    const origin = { wall, monotonic }
    const { now } = createPageClock({
      wall: () => wall,
      monotonic: () => monotonic - origin.monotonic,
      origin: () => origin.wall,
    })
    const keeper = createSessionKeeper(storage, { now }, random, limits)
    const { id: session } = keeper.current()
    add(session, now())
    return { now, keeper, session }
  }
  /** Of a page that is opened, and of a session that begins, something is recorded at once: its snapshot. */
  const add = (session: string, at: number): void =>
    void times.set(session, [...(times.get(session) ?? []), at])
  let page = open()
  let other = page
  for (const next of steps) {
    if (next.name === 'next page') page = open()
    else if (next.name === 'other tab') [page, other] = [other === page ? open() : other, page]
    else if (next.name === 'event') {
      if (page.keeper.hasEnded()) {
        if (!next.isActivity) continue
        page.session = page.keeper.current().id
      }
      if (next.isActivity) page.keeper.touch('b'.repeat(16))
      add(page.session, page.now())
    } else {
      wall += next.ms
      if (next.name === 'pass') monotonic += next.ms
    }
  }
  return times
}

/** Was found to leave a hole as long as the idle time. */
const setBackByTheIdleTime: Step[] = [
  { name: 'set', ms: -limits.idleTimeoutMs },
  { name: 'pass', ms: 1 },
  { name: 'event', isActivity: false },
  { name: 'next page' },
  { name: 'event', isActivity: false },
]

it('whatever the clocks do, no session has a hole as long as the idle time, or outlasts its age', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      for (const times of record(steps).values()) {
        const sorted = times.toSorted((a, b) => a - b)
        sorted.forEach((at, index) => {
          expect(at - (sorted[index - 1] ?? at)).toBeLessThan(limits.idleTimeoutMs)
        })
        const span = Number(sorted.at(-1)) - Number(sorted[0])
        expect(span).toBeLessThan(limits.maxSessionAgeMs + limits.idleTimeoutMs)
      }
    }),
    { numRuns: 3_000, examples: [[setBackByTheIdleTime]] },
  )
})
