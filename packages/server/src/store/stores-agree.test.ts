import { randomUUID } from 'node:crypto'
import type { TimelineEvent } from '@playhead/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReplayError } from '../replay-error.ts'
import {
  click,
  failure,
  identify,
  sampleSegment,
  sessionId,
  tabId,
  visit,
} from '../store-contract/sample-segment.ts'
import { memoryStore } from './memory.ts'
import type { ReplayStore } from './replay-store.ts'
import { sqliteStore } from './sqlite.ts'
import { useTemporaryFolder } from './temporary-folder.test-support.ts'

const inFolder = useTemporaryFolder()

/** Tight, so that a sequence of operations meets them. */
const limits = { maxSegmentsPerSession: 4, maxBytesPerSession: 2_500 }

type Operation = (store: ReplayStore) => Promise<unknown>

// Few names and few times, so that they meet.
const session = fc.integer({ min: 1, max: 3 })
const tab = fc.integer({ min: 1, max: 2 })
const sequence = fc.nat(3)
const time = fc.constantFrom(0, 1_000, 1_000.5, 2_000, 4e12)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('', 'a\0b', '\ud800', "'; --"),
)
const event: fc.Arbitrary<TimelineEvent> = fc.oneof(
  fc.tuple(time, text).map(([at, to]) => visit(at, to)),
  fc.tuple(time, text).map(([at, user]) => identify(at, user)),
  time.map(click),
  time.map(failure),
)

const append = fc
  .record({
    session,
    tab,
    sequence,
    startedAt: time,
    lasted: fc.constantFrom(0, 1, 500),
    timeline: fc.array(event, { maxLength: 4 }),
    padding: fc.nat(600),
    userAgent: fc.option(text),
    release: fc.option(fc.constantFrom('shop@1', 'shop\0@2')),
  })
  .map(({ lasted, ...choice }): Operation => {
    const segment = sampleSegment({ ...choice, endedAt: choice.startedAt + lasted })
    return (store) => store.append(segment, limits)
  })
const read = fc.tuple(session, tab, sequence).map(([of, from, at]): Operation => (store) => {
  return Promise.all([
    store.readSession(sessionId(of)),
    store.readTimeline(sessionId(of)),
    store.readSegment(sessionId(of), tabId(from), at),
  ])
})
const order = fc.constantFrom('newest' as const, 'oldest' as const)
const list = fc
  .tuple(fc.integer({ min: 1, max: 3 }), order)
  .map(([limit, order]): Operation => async (store) => {
    const first = await store.listSessions({ limit, cursor: null, order })
    if (first.nextCursor === null) return [first, await store.listHolds()]
    return [first, await store.listSessions({ limit, cursor: first.nextCursor, order })]
  })
const erase = session.map(
  (of): Operation =>
    (store) =>
      store.eraseSession(sessionId(of)),
)

const hold = fc.tuple(session, text).map(
  ([of, user]): Operation =>
    (store) =>
      store.placeHold({
        id: `${of}`,
        on: of === 1 ? { session: sessionId(of) } : { user },
        reason: 'case',
        by: 'ana',
        at: of,
      }),
)
const lift = session.map(
  (of): Operation =>
    (store) =>
      store.liftHold(`${of}`),
)

const write = fc.oneof(
  { weight: 12, arbitrary: append },
  { weight: 2, arbitrary: erase },
  hold,
  lift,
)
const look = fc.oneof(read, list)
const operation = fc.oneof({ weight: 3, arbitrary: write }, look)

describe('a store in memory and one on SQLite agree', () => {
  it('on any sequence of operations', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
        const [memory, sqlite] = await onBoth((store) => inTurn(operations, store))
        expect(sqlite).toEqual(memory)
      }),
      { numRuns: 60 },
    )
  })

  it('on what any operations at once leave behind', async () => {
    const writes = fc.array(write, { maxLength: 25 })
    const looks = fc.array(look, { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(writes, looks, async (writing, looking) => {
        const [memory, sqlite] = await onBoth(async (store) => [
          await Promise.all(writing.map((act) => settle(act(store)))),
          await inTurn(looking, store),
        ])
        expect(sqlite).toEqual(memory)
      }),
      { numRuns: 60 },
    )
  })
})

async function onBoth(
  act: (store: ReplayStore) => Promise<unknown>,
): Promise<[memory: unknown, sqlite: unknown]> {
  const memory = memoryStore()
  const sqlite = sqliteStore({ path: inFolder(`${randomUUID()}.db`) })
  const outcomes: [unknown, unknown] = [await act(memory), await act(sqlite)]
  await Promise.all([memory.close(), sqlite.close()])
  return outcomes
}

async function inTurn(sequence: readonly Operation[], store: ReplayStore): Promise<unknown[]> {
  const outcomes: unknown[] = []
  for (const act of sequence) outcomes.push(await settle(act(store)))
  return outcomes
}

async function settle(work: Promise<unknown>): Promise<unknown> {
  try {
    return { value: await work }
  } catch (error) {
    if (error instanceof ReplayError) return { code: error.code }
    throw error
  }
}
