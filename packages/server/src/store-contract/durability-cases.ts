import assert from 'node:assert/strict'
import type { CheckedCase } from './checked-case.ts'
import { rejectsWith } from './rejects-with.ts'
import { sampleSegment, sessionId, tabId, visit, wideLimits } from './sample-segment.ts'

/** What outlives the store. */
export const durabilityCases: readonly CheckedCase[] = [
  {
    title: 'holds after a reopening all that it held before',
    async check(open) {
      const before = await open()
      const segments = [0, 1, 2].map((sequence) =>
        sampleSegment({ sequence, startedAt: sequence, timeline: [visit(sequence, '/a')] }),
      )
      for (const segment of segments) await before.append(segment, wideLimits)
      const session = await before.readSession(sessionId(1))
      const timeline = await before.readTimeline(sessionId(1))
      await before.close()
      const after = await open()
      assert.deepEqual(await after.readSession(sessionId(1)), session)
      assert.deepEqual(await after.readTimeline(sessionId(1)), timeline)
      for (const { header, bytes } of segments) {
        assert.deepEqual(await after.readSegment(sessionId(1), tabId(1), header.sequence), bytes)
      }
      assert.equal(await after.append(sampleSegment({ sequence: 1 }), wideLimits), 'duplicate')
    },
  },
  {
    title: 'shows what it has acknowledged to another store on the same place',
    async check(open) {
      const [one, other] = [await open(), await open()]
      const segment = sampleSegment()
      await one.append(segment, wideLimits)
      assert.deepEqual(await other.readSegment(sessionId(1), tabId(1), 0), segment.bytes)
      await one.close()
      assert.equal(await other.append(sampleSegment({ sequence: 1 }), wideLimits), 'stored')
    },
  },
  {
    title: 'takes in what is under way before it closes',
    async check(open) {
      const store = await open()
      await store.append(sampleSegment(), wideLimits)
      const work = [1, 2, 3].map((sequence) =>
        store.append(sampleSegment({ sequence }), wideLimits),
      )
      await store.close()
      assert.deepEqual(await Promise.all(work), ['stored', 'stored', 'stored'])
      const again = await open()
      assert.equal((await again.readSession(sessionId(1)))?.segments.length, 4)
    },
  },
  {
    title: 'remembers after a reopening what was erased',
    async check(open) {
      const before = await open()
      await before.append(sampleSegment(), wideLimits)
      await before.eraseSession(sessionId(1))
      await before.close()
      const after = await open()
      await rejectsWith('session_erased', after.append(sampleSegment(), wideLimits))
    },
  },
  {
    title: 'keeps holds and its signing key over a reopening',
    async check(open) {
      const before = await open()
      await before.append(sampleSegment(), wideLimits)
      const hold = { id: 'h1', on: { session: sessionId(1) }, reason: 'case 7', by: 'ana', at: 1 }
      await before.placeHold(hold)
      const signed = await before.sign('a receipt')
      await before.close()
      const after = await open()
      assert.deepEqual(await after.listHolds(), [hold])
      await rejectsWith('session_held', after.eraseSession(sessionId(1)))
      assert.deepEqual(await after.sign('a receipt'), signed)
    },
  },
]
