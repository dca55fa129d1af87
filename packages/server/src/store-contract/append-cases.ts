import assert from 'node:assert/strict'
import type { CheckedCase } from './checked-case.ts'
import { sampleSegment, sessionId, tabId, wideLimits } from './sample-segment.ts'

/** Keeping segments: whole, once, in any order, many at a time. */
export const appendCases: readonly CheckedCase[] = [
  {
    title: 'gives back exactly the bytes it took',
    async check(open) {
      const store = await open()
      const segment = sampleSegment({ padding: 100_000, release: 'shop@1 ✓' })
      assert.equal(await store.append(segment, wideLimits), 'stored')
      assert.deepEqual(await store.readSegment(sessionId(1), tabId(1), 0), segment.bytes)
    },
  },
  {
    title: 'is not changed by what callers do to bytes they gave or got',
    async check(open) {
      const store = await open()
      const segment = sampleSegment()
      const original = segment.bytes.slice()
      await store.append(segment, wideLimits)
      segment.bytes.fill(0)
      const got = await store.readSegment(sessionId(1), tabId(1), 0)
      assert.deepEqual(got, original)
      got?.fill(0)
      assert.deepEqual(await store.readSegment(sessionId(1), tabId(1), 0), original)
    },
  },
  {
    title: 'keeps the first of two segments with one session, tab and sequence number',
    async check(open) {
      const store = await open()
      const first = sampleSegment()
      await store.append(first, wideLimits)
      const before = await store.readSession(sessionId(1))
      assert.equal(await store.append(sampleSegment({ padding: 99 }), wideLimits), 'duplicate')
      assert.deepEqual(await store.readSegment(sessionId(1), tabId(1), 0), first.bytes)
      assert.deepEqual(await store.readSession(sessionId(1)), before)
    },
  },
  {
    title: 'holds the same whatever the order of arrival',
    async check(open) {
      const store = await open()
      const order = [3, 0, 2, 1]
      for (const session of [1, 2]) {
        for (const sequence of session === 1 ? order : order.toSorted()) {
          const startedAt = 1_000 + sequence
          const segment = sampleSegment({ session, tab: sequence % 2, sequence, startedAt })
          await store.append(segment, wideLimits)
        }
      }
      const [one, two] = [
        await store.readSession(sessionId(1)),
        await store.readSession(sessionId(2)),
      ]
      assert.deepEqual({ ...one?.session, id: '' }, { ...two?.session, id: '' })
      assert.deepEqual(one?.segments, two?.segments)
      assert.deepEqual(
        one?.segments.map(({ tab, sequence }) => [tab, sequence]),
        [0, 2, 1, 3].map((sequence) => [tabId(sequence % 2), sequence]),
      )
    },
  },
  {
    title: 'takes many segments at once, each of them once',
    async check(open) {
      const store = await open()
      const segments = Array.from({ length: 200 }, (_, index) =>
        sampleSegment({ session: 1 + (index % 3), sequence: index >> 1 }),
      )
      const answers = await Promise.all(
        segments.map((segment) => store.append(segment, wideLimits)),
      )
      const names = new Set(segments.map(({ header }) => `${header.session}/${header.sequence}`))
      assert.equal(answers.filter((answer) => answer === 'stored').length, names.size)
      const stored = await Promise.all([1, 2, 3].map((id) => store.readSession(sessionId(id))))
      assert.equal(
        stored.reduce((sum, session) => sum + (session?.segments.length ?? 0), 0),
        names.size,
      )
    },
  },
]
