import assert from 'node:assert/strict'
import type { CheckedCase } from './checked-case.ts'
import { rejectsWith } from './rejects-with.ts'
import { sampleSegment, sessionId, tabId, visit, wideLimits } from './sample-segment.ts'

/** Deleting for good. */
export const eraseCases: readonly CheckedCase[] = [
  {
    title: 'erases a session whole, and no other',
    async check(open) {
      const store = await open()
      for (const session of [1, 2]) {
        for (const tab of [1, 2]) {
          const segment = sampleSegment({ session, tab, timeline: [visit(1_000, '/secret')] })
          await store.append(segment, wideLimits)
        }
      }
      const other = await store.readSession(sessionId(2))
      const held = await store.readSession(sessionId(1))
      assert.deepEqual(await store.eraseSession(sessionId(1)), {
        segments: 2,
        bytes: held?.session.storedBytes,
      })
      assert.equal(await store.readSession(sessionId(1)), null)
      assert.equal(await store.readTimeline(sessionId(1)), null)
      assert.equal(await store.readSegment(sessionId(1), tabId(2), 0), null)
      const { sessions } = await store.listSessions({ limit: 10, cursor: null })
      assert.deepEqual(sessions, [other?.session])
      assert.deepEqual(await store.readSession(sessionId(2)), other)
    },
  },
  {
    title: 'refuses segments that arrive after their session was erased, known and new ones',
    async check(open) {
      const store = await open()
      await store.append(sampleSegment(), wideLimits)
      await store.eraseSession(sessionId(1))
      await rejectsWith('session_erased', store.append(sampleSegment(), wideLimits))
      await rejectsWith('session_erased', store.append(sampleSegment({ sequence: 1 }), wideLimits))
      assert.equal(await store.readSession(sessionId(1)), null)
    },
  },
  {
    title: 'says so when there is nothing to erase, and remembers nothing of it',
    async check(open) {
      const store = await open()
      assert.equal(await store.eraseSession(sessionId(1)), null)
      assert.equal(await store.append(sampleSegment(), wideLimits), 'stored')
      assert.equal((await store.eraseSession(sessionId(1)))?.segments, 1)
      assert.equal(await store.eraseSession(sessionId(1)), null)
    },
  },
  {
    title: 'leaves a session that is erased while it arrives either whole or gone',
    async check(open) {
      const store = await open()
      await store.append(sampleSegment(), wideLimits)
      const work: Promise<unknown>[] = []
      for (let sequence = 1; sequence <= 20; sequence++) {
        work.push(store.append(sampleSegment({ sequence }), wideLimits))
        if (sequence === 10) work.push(store.eraseSession(sessionId(1)))
      }
      await Promise.allSettled(work)
      assert.equal(await store.readSession(sessionId(1)), null)
      assert.equal(await store.readSegment(sessionId(1), tabId(1), 20), null)
    },
  },
]
