import type { ServerEvent } from '@playhead/protocol'
import assert from 'node:assert/strict'
import type { ServerEventLimits } from '../store/server-events.ts'
import type { CheckedCase } from './checked-case.ts'
import { rejectsWith } from './rejects-with.ts'
import { sampleSegment, sessionId, tabId, visit, wideLimits } from './sample-segment.ts'

const limits: ServerEventLimits = {
  maxServerEventsPerSession: 3,
  maxWaitingServerEvents: 2,
  keepWaitingMs: 1_000,
}

function told(message: string, more: Partial<ServerEvent> = {}): ServerEvent {
  return { type: 'server', at: 1_500, kind: 'error', service: 'api', message, ...more }
}

const messagesOf = (events: readonly { type: string }[] | undefined): string[] =>
  (events ?? []).flatMap((event) => ('message' in event ? [String(event.message)] : []))

/** What servers tell of a session. */
export const serverEventCases: readonly CheckedCase[] = [
  {
    title: 'shows what a server told of a session among its events, of no tab',
    async check(open) {
      const store = await open()
      await store.append(
        sampleSegment({ timeline: [visit(1_000, '/'), visit(2_000, '/b')] }),
        wideLimits,
      )
      const event = told('no stock', { trace: 'a'.repeat(32), status: 500 })
      const session = sessionId(1)
      assert.equal(
        await store.appendServerEvent({ session, event, receivedAt: 1 }, limits),
        'stored',
      )
      assert.deepEqual(await store.readTimeline(session), {
        events: [
          { ...visit(1_000, '/'), tab: tabId(1) },
          { ...event, tab: null },
          { ...visit(2_000, '/b'), tab: tabId(1) },
        ],
      })
    },
  },
  {
    title:
      'keeps what is told of a session until its first segment comes, and is no session by that',
    async check(open) {
      const store = await open()
      const session = sessionId(1)
      await store.appendServerEvent({ session, event: told('early'), receivedAt: 1 }, limits)
      assert.equal(await store.readTimeline(session), null)
      assert.equal(await store.readSession(session), null)
      await store.append(sampleSegment(), wideLimits)
      assert.deepEqual(messagesOf((await store.readTimeline(session))?.events), ['early'])
    },
  },
  {
    title: 'bounds what is told of one session',
    async check(open) {
      const store = await open()
      await store.append(sampleSegment(), wideLimits)
      const answers: string[] = []
      for (let count = 0; count < 4; count++) {
        const event = told(String(count))
        answers.push(
          await store.appendServerEvent(
            { session: sessionId(1), event, receivedAt: count },
            limits,
          ),
        )
      }
      assert.deepEqual(answers, ['stored', 'stored', 'stored', 'full'])
    },
  },
  {
    title:
      'lets go of the oldest that waits for a session when too many do, and of what waited too long',
    async check(open) {
      const store = await open()
      for (const [number, receivedAt] of [
        [1, 10],
        [2, 20],
        [3, 30],
        [4, 1_025],
      ] as const) {
        const event = told(String(number))
        await store.appendServerEvent({ session: sessionId(number), event, receivedAt }, limits)
      }
      for (const session of [1, 2, 3, 4]) await store.append(sampleSegment({ session }), wideLimits)
      const kept: string[] = []
      for (const session of [1, 2, 3, 4]) {
        kept.push(...messagesOf((await store.readTimeline(sessionId(session)))?.events))
      }
      assert.deepEqual(kept, ['3', '4'])
    },
  },
  {
    title: 'gives an error told of no session to the one that names its digest, once',
    async check(open) {
      const store = await open()
      for (const session of [1, 2]) await store.append(sampleSegment({ session }), wideLimits)
      const event = told('in a server component', { digest: '77' })
      await store.appendServerEvent({ session: null, event, receivedAt: 10 }, limits)
      assert.equal(await store.claimServerEvent(sessionId(1), '78', 20, limits), false)
      assert.equal(await store.claimServerEvent(sessionId(1), '77', 20, limits), true)
      assert.equal(await store.claimServerEvent(sessionId(2), '77', 20, limits), false)
      assert.deepEqual((await store.readTimeline(sessionId(1)))?.events, [{ ...event, tab: null }])
    },
  },
  {
    title: 'leaves to others what a session names that it holds already',
    async check(open) {
      const store = await open()
      await store.append(sampleSegment(), wideLimits)
      const event = told('again', { digest: '77' })
      await store.appendServerEvent({ session: null, event, receivedAt: 10 }, limits)
      await store.appendServerEvent({ session: sessionId(1), event, receivedAt: 11 }, limits)
      assert.equal(await store.claimServerEvent(sessionId(1), '77', 20, limits), false)
    },
  },
  {
    title: 'erases what was told with the session, and takes no more of it',
    async check(open) {
      const store = await open()
      await store.append(sampleSegment(), wideLimits)
      const one = { session: sessionId(1), event: told('x'), receivedAt: 1 }
      await store.appendServerEvent(one, limits)
      await store.eraseSession(sessionId(1))
      await rejectsWith('session_erased', store.appendServerEvent(one, limits))
    },
  },
]
