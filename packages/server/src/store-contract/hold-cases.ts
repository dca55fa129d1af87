import assert from 'node:assert/strict'
import type { CheckedCase } from './checked-case.ts'
import { rejectsWith } from './rejects-with.ts'
import { identify, sampleSegment, sessionId, wideLimits } from './sample-segment.ts'

const hold = { reason: 'case 7', by: 'ana', at: 1_000 }

/** Legal holds. */
export const holdCases: readonly CheckedCase[] = [
  {
    title: 'erases no session under a hold, and erases it once that is lifted',
    async check(open) {
      const store = await open()
      for (const session of [1, 2]) await store.append(sampleSegment({ session }), wideLimits)
      await store.placeHold({ ...hold, id: 'one', on: { session: sessionId(1) } })
      const before = await store.readSession(sessionId(1))
      await rejectsWith('session_held', store.eraseSession(sessionId(1)))
      assert.deepEqual(await store.readSession(sessionId(1)), before)
      assert.equal((await store.eraseSession(sessionId(2)))?.segments, 1)
      assert.equal(await store.liftHold('one'), true)
      assert.equal(await store.liftHold('one'), false)
      assert.equal((await store.eraseSession(sessionId(1)))?.segments, 1)
    },
  },
  {
    title: 'keeps every session that ever named a held user, also one that comes later',
    async check(open) {
      const store = await open()
      await store.placeHold({ ...hold, id: 'one', on: { user: 'ana' } })
      const timeline = [identify(1_000, 'ana'), identify(2_000, 'bea')]
      await store.append(sampleSegment({ session: 1, timeline }), wideLimits)
      await store.append(sampleSegment({ session: 2, timeline: timeline.slice(1) }), wideLimits)
      await rejectsWith('session_held', store.eraseSession(sessionId(1)))
      assert.equal((await store.eraseSession(sessionId(2)))?.segments, 1)
    },
  },
  {
    title: 'lists holds by time, and keeps the first of two with one id',
    async check(open) {
      const store = await open()
      const late = { ...hold, id: 'late', on: { user: 'bea' }, at: 2_000 }
      const early = { ...hold, id: 'early', on: { session: sessionId(1) } }
      await store.placeHold(late)
      await store.placeHold(early)
      await store.placeHold({ ...late, reason: 'another' })
      assert.deepEqual(await store.listHolds(), [early, late])
    },
  },
]
