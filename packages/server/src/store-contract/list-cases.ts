import assert from 'node:assert/strict'
import type { ReplayStore } from '../store/replay-store.ts'
import type { CheckedCase } from './checked-case.ts'
import { rejectsWith } from './rejects-with.ts'
import { sampleSegment, sessionId, wideLimits } from './sample-segment.ts'

/** The list of sessions. */
export const listCases: readonly CheckedCase[] = [
  {
    title: 'lists nothing while it holds nothing',
    async check(open) {
      const store = await open()
      const list = await store.listSessions({ limit: 10, cursor: null })
      assert.deepEqual(list, { sessions: [], nextCursor: null })
    },
  },
  {
    title: 'lists the session with the last event first',
    async check(open) {
      const store = await open()
      for (const session of [2, 3, 1]) await addSession(store, session, session * 1_000)
      const { sessions } = await store.listSessions({ limit: 10, cursor: null })
      assert.deepEqual(
        sessions.map(({ id }) => id),
        [3, 2, 1].map(sessionId),
      )
      const later = sampleSegment({ session: 1, sequence: 1, startedAt: 9_000 })
      await store.append(later, wideLimits)
      const again = await store.listSessions({ limit: 10, cursor: null })
      assert.deepEqual(
        again.sessions.map(({ id }) => id),
        [1, 3, 2].map(sessionId),
      )
    },
  },
  {
    title: 'lists a session as it reads it',
    async check(open) {
      const store = await open()
      await addSession(store, 1, 1_000.25)
      const { sessions } = await store.listSessions({ limit: 10, cursor: null })
      assert.deepEqual(sessions, [(await store.readSession(sessionId(1)))?.session])
    },
  },
  {
    title: 'reads on where it stopped, also among sessions that ended at the same time',
    async check(open) {
      const store = await open()
      for (let session = 1; session <= 7; session++) {
        await addSession(store, session, 1_000 + (session >> 2))
      }
      const whole = await store.listSessions({ limit: 7, cursor: null })
      assert.equal(whole.nextCursor, null)
      assert.deepEqual(
        await readAll(store, 2),
        whole.sessions.map(({ id }) => id),
      )
    },
  },
  {
    title: 'lists the oldest first if asked, and reads on in that order',
    async check(open) {
      const store = await open()
      for (const session of [2, 3, 1, 4]) await addSession(store, session, session * 1_000)
      const oldest = { limit: 2, order: 'oldest' } as const
      const first = await store.listSessions({ ...oldest, cursor: null })
      const rest = await store.listSessions({ ...oldest, cursor: first.nextCursor })
      assert.deepEqual(
        [...first.sessions, ...rest.sessions].map(({ id }) => id),
        [1, 2, 3, 4].map(sessionId),
      )
      assert.equal(rest.nextCursor, null)
    },
  },
  {
    title: 'neither repeats nor skips a session when others come or go while it is read',
    async check(open) {
      const store = await open()
      for (const session of [1, 2, 3, 4, 5]) await addSession(store, session, session * 1_000)
      const first = await store.listSessions({ limit: 2, cursor: null })
      await addSession(store, 9, 9_000)
      await store.eraseSession(sessionId(4))
      const rest = await store.listSessions({ limit: 10, cursor: first.nextCursor })
      assert.deepEqual(
        first.sessions.map(({ id }) => id),
        [5, 4].map(sessionId),
      )
      assert.deepEqual(
        rest.sessions.map(({ id }) => id),
        [3, 2, 1].map(sessionId),
      )
    },
  },
  {
    title: 'refuses a cursor that it did not give',
    async check(open) {
      const store = await open()
      await addSession(store, 1, 1_000)
      for (const cursor of ['', 'x', '../..', 'MQ', "' OR 1=1 --", '€'.repeat(1_000)]) {
        await rejectsWith('invalid_cursor', store.listSessions({ limit: 10, cursor }))
      }
    },
  },
]

async function addSession(store: ReplayStore, session: number, startedAt: number): Promise<void> {
  await store.append(sampleSegment({ session, startedAt }), wideLimits)
}

async function readAll(store: ReplayStore, limit: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page = await store.listSessions({ limit, cursor })
    assert.ok(page.sessions.length <= limit)
    ids.push(...page.sessions.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== null)
  return ids
}
