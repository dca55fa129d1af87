import assert from 'node:assert/strict'
import type { CheckedCase } from './checked-case.ts'
import {
  click,
  failure,
  identify,
  sampleSegment,
  sessionId,
  tabId,
  visit,
  wideLimits,
} from './sample-segment.ts'

/** Reading one session. */
export const readCases: readonly CheckedCase[] = [
  {
    title: 'knows no session, timeline or segment that it was not given',
    async check(open) {
      const store = await open()
      await store.append(sampleSegment(), wideLimits)
      assert.equal(await store.readSession(sessionId(2)), null)
      assert.equal(await store.readTimeline(sessionId(2)), null)
      assert.equal(await store.readSegment(sessionId(2), tabId(1), 0), null)
      assert.equal(await store.readSegment(sessionId(1), tabId(2), 0), null)
      assert.equal(await store.readSegment(sessionId(1), tabId(1), 1), null)
    },
  },
  {
    title: 'sums a session up over all of its segments',
    async check(open) {
      const store = await open()
      const first = sampleSegment({
        startedAt: 1_000,
        endedAt: 2_000,
        timeline: [visit(1_000, '/shop'), identify(1_200, 'ana'), click(1_300)],
        userAgent: 'Browser 1',
        release: 'shop@1',
      })
      const second = sampleSegment({
        tab: 2,
        startedAt: 1_500,
        endedAt: 3_000.5,
        timeline: [visit(1_500, '/cart'), failure(2_000), identify(2_500, 'bea'), click(2_600)],
        userAgent: 'Browser 2',
        release: 'shop@2',
      })
      await store.append(second, wideLimits)
      await store.append(first, wideLimits)
      const stored = await store.readSession(sessionId(1))
      assert.deepEqual(stored?.session, {
        id: sessionId(1),
        startedAt: 1_000,
        endedAt: 3_000.5,
        entryUrl: '/shop',
        pages: 2,
        clicks: 2,
        errors: 1,
        user: 'bea',
        users: ['ana', 'bea'],
        userAgent: 'Browser 2',
        release: 'shop@2',
        tabs: 2,
        segments: 2,
        storedBytes: first.bytes.length + second.bytes.length,
      })
    },
  },
  {
    title: 'describes each segment, by tab and then by sequence number',
    async check(open) {
      const store = await open()
      for (const [tab, sequence] of [
        [2, 0],
        [1, 10],
        [1, 9],
      ] as const) {
        const timeline = [click(5_000), click(5_001)]
        const segment = sampleSegment({ tab, sequence, startedAt: 5_000, endedAt: 6_000, timeline })
        await store.append(segment, wideLimits)
      }
      const stored = await store.readSession(sessionId(1))
      const { bytes } = sampleSegment({ timeline: [click(5_000), click(5_001)], startedAt: 5_000 })
      const common = { startedAt: 5_000, endedAt: 6_000, timelineEvents: 2, frames: 1 }
      assert.deepEqual(
        stored?.segments,
        [
          { tab: tabId(1), sequence: 9 },
          { tab: tabId(1), sequence: 10 },
          { tab: tabId(2), sequence: 0 },
        ].map((name) => ({ ...name, ...common, bytes: bytes.length, keyframes: [5_000] })),
      )
    },
  },
  {
    title: 'reads the events of all tabs by time, each with its tab',
    async check(open) {
      const store = await open()
      const [early, late, between] = [visit(1_000, '/a'), click(3_000), failure(2_000)]
      await store.append(sampleSegment({ tab: 1, timeline: [early, late] }), wideLimits)
      await store.append(sampleSegment({ tab: 2, timeline: [between] }), wideLimits)
      assert.deepEqual(await store.readTimeline(sessionId(1)), {
        events: [
          { ...early, tab: tabId(1) },
          { ...between, tab: tabId(2) },
          { ...late, tab: tabId(1) },
        ],
      })
    },
  },
  {
    title: 'reads a timeline without events as one, not as none',
    async check(open) {
      const store = await open()
      await store.append(sampleSegment(), wideLimits)
      assert.deepEqual(await store.readTimeline(sessionId(1)), { events: [] })
    },
  },
]
