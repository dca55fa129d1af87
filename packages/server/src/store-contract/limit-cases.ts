import assert from 'node:assert/strict'
import type { CheckedCase } from './checked-case.ts'
import { rejectsWith } from './rejects-with.ts'
import { sampleSegment, sessionId, wideLimits } from './sample-segment.ts'

/** What one session may take. */
export const limitCases: readonly CheckedCase[] = [
  {
    title: 'refuses more segments than a session may have, and keeps those it has',
    async check(open) {
      const store = await open()
      const limits = { ...wideLimits, maxSegmentsPerSession: 2 }
      for (const sequence of [0, 1]) await store.append(sampleSegment({ sequence }), limits)
      const before = await store.readSession(sessionId(1))
      await rejectsWith('session_full', store.append(sampleSegment({ sequence: 2 }), limits))
      assert.deepEqual(await store.readSession(sessionId(1)), before)
      assert.equal(await store.append(sampleSegment({ session: 2 }), limits), 'stored')
    },
  },
  {
    title: 'lets a session have exactly the bytes it may have, and not one more',
    async check(open) {
      const store = await open()
      const { bytes } = sampleSegment()
      const limits = { ...wideLimits, maxBytesPerSession: bytes.length * 2 }
      for (const sequence of [0, 1]) await store.append(sampleSegment({ sequence }), limits)
      await rejectsWith('session_full', store.append(sampleSegment({ sequence: 2 }), limits))
      const longer = sampleSegment({ session: 2, padding: bytes.length * 2 })
      await rejectsWith('session_full', store.append(longer, limits))
      assert.equal(await store.readSession(sessionId(2)), null)
    },
  },
  {
    title: 'still knows a duplicate when the session is full',
    async check(open) {
      const store = await open()
      const limits = { ...wideLimits, maxSegmentsPerSession: 1 }
      await store.append(sampleSegment(), limits)
      assert.equal(await store.append(sampleSegment(), limits), 'duplicate')
    },
  },
  {
    title: 'refuses one of many at once without losing the others',
    async check(open) {
      const store = await open()
      const limits = { ...wideLimits, maxSegmentsPerSession: 5 }
      const answers = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          store.append(sampleSegment({ session: 1 + (index % 2), sequence: index }), limits),
        ),
      )
      assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 10)
      for (const id of [1, 2]) {
        assert.equal((await store.readSession(sessionId(id)))?.segments.length, 5)
      }
    },
  },
]
