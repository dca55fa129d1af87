import assert from 'node:assert/strict'
import type { Annotation, DeletionReceipt, ShareLink } from '@playhead/protocol'
import type { CheckedCase } from './checked-case.ts'
import { sampleSegment, sessionId, wideLimits } from './sample-segment.ts'

function note(id: string, at: number): Annotation {
  return { id, session: sessionId(1), at, text: `note ${id}`, by: 'ana', createdAt: 5 }
}

function link(id: string, session: number, createdAt: number): ShareLink {
  const times = { from: 1, to: null, createdAt, expiresAt: 9, revokedAt: null }
  return { id, session: sessionId(session), createdBy: 'ana', ...times }
}

function receipt(erasedAt: number): DeletionReceipt {
  const kind = { kind: 'playhead-deletion-receipt', version: 1 } as const
  const why = { by: 'ana', why: 'request', foundBy: 'user' } as const
  return { ...kind, ...why, erasedAt, sessions: [], publicKey: 'k', signature: 's' }
}

/** The audit log, notes, links and warnings. */
export const recordCases: readonly CheckedCase[] = [
  {
    title:
      'numbers what it writes down, each entry bound to the one before, and keeps it when all is erased',
    async check(open) {
      const store = await open()
      await store.append(sampleSegment(), wideLimits)
      const entry = { at: 1, actor: 'ana', action: 'watch', sessions: [sessionId(1)] } as const
      const first = await store.appendAudit(entry)
      const second = await store.appendAudit({ ...entry, action: 'erase', details: { why: 'x' } })
      await store.eraseSession(sessionId(1))
      assert.deepEqual([first.number, first.previous], [1, ''])
      assert.deepEqual([second.number, second.previous], [2, first.hash])
      assert.notEqual(first.hash, second.hash)
      assert.deepEqual(await store.readAudit({ limit: 10, before: null }), [second, first])
      assert.deepEqual(await store.readAudit({ limit: 1, before: null }), [second])
      assert.deepEqual(await store.readAudit({ limit: 1, before: 2 }), [first])
      assert.deepEqual(await store.verifyAudit(), {
        entries: 2,
        isIntact: true,
        problem: null,
        head: { number: 2, hash: second.hash },
      })
    },
  },
  {
    title: 'keeps notes by their moment, and erases them with their session',
    async check(open) {
      const store = await open()
      assert.equal(await store.addAnnotation(note('a', 1)), 'no-session')
      await store.append(sampleSegment(), wideLimits)
      assert.equal(await store.addAnnotation(note('b', 2)), 'stored')
      assert.equal(await store.addAnnotation(note('a', 1)), 'stored')
      assert.equal(await store.addAnnotation(note('c', 3)), 'stored')
      assert.equal(await store.removeAnnotation(sessionId(1), 'c'), true)
      assert.equal(await store.removeAnnotation(sessionId(1), 'c'), false)
      assert.deepEqual(await store.listAnnotations(sessionId(1)), [note('a', 1), note('b', 2)])
      await store.eraseSession(sessionId(1))
      assert.equal(await store.listAnnotations(sessionId(1)), null)
    },
  },
  {
    title: 'keeps links, the newest first, revokes each once, and knows them after their session',
    async check(open) {
      const store = await open()
      await store.append(sampleSegment(), wideLimits)
      await store.addShare(link('a', 1, 1))
      await store.addShare(link('b', 2, 2))
      assert.deepEqual(await store.listShares(null), [link('b', 2, 2), link('a', 1, 1)])
      assert.deepEqual(await store.listShares(sessionId(1)), [link('a', 1, 1)])
      assert.equal(await store.readShare(sessionId(2), 'a'), null)
      assert.equal(await store.revokeShare(sessionId(1), 'a', 7), true)
      assert.equal(await store.revokeShare(sessionId(1), 'a', 8), false)
      await store.eraseSession(sessionId(1))
      assert.equal((await store.readShare(sessionId(1), 'a'))?.revokedAt, 7)
    },
  },
  {
    title:
      'adds up what the second line found, by session and over all, and erases it with the session',
    async check(open) {
      const store = await open()
      const card = { page: '/pay', channel: 'text', detector: 'card', count: 2 }
      const mail = { page: null, channel: 'console', detector: 'mail', count: 1 }
      const found = (session: number, sequence: number, endedAt: number) =>
        sampleSegment({ session, sequence, startedAt: 1, endedAt, findings: [card, mail] })
      await store.append(found(1, 0, 10), wideLimits)
      await store.append(found(1, 0, 10), wideLimits)
      await store.append(found(1, 1, 20), wideLimits)
      await store.append(found(2, 0, 15), wideLimits)
      await store.append(sampleSegment({ session: 3 }), wideLimits)
      assert.deepEqual(await store.listWarnings(sessionId(1)), [
        { ...card, count: 4, sessions: 1, lastAt: 20, lastSession: sessionId(1) },
        { ...mail, count: 2, sessions: 1, lastAt: 20, lastSession: sessionId(1) },
      ])
      assert.deepEqual((await store.listWarnings(null))[0], {
        ...card,
        count: 6,
        sessions: 2,
        lastAt: 20,
        lastSession: sessionId(1),
      })
      assert.deepEqual(await store.listWarnings(sessionId(3)), [])
      await store.eraseSession(sessionId(1))
      assert.equal((await store.listWarnings(null))[0]?.count, 2)
    },
  },
  {
    title: 'keeps receipts, the newest first, and reads on where it stopped',
    async check(open) {
      const store = await open()
      for (const erasedAt of [1, 3, 2]) await store.closeErasure('a', receipt(erasedAt))
      const first = await store.listReceipts({ limit: 2, cursor: null })
      const rest = await store.listReceipts({ limit: 2, cursor: first.nextCursor })
      assert.deepEqual(
        [...first.receipts, ...rest.receipts].map(({ erasedAt }) => erasedAt),
        [3, 2, 1],
      )
      assert.equal(rest.nextCursor, null)
    },
  },
  {
    title: 'knows which erasures were begun and not closed, as they were told of last',
    async check(open) {
      const store = await open()
      const about = { by: 'ana', why: 'request', foundBy: 'user', erasedAt: 5 } as const
      const sessions = [{ id: sessionId(1), segments: 2, bytes: 3 }]
      await store.openErasure({ id: 'a', ...about, sessions: [] })
      await store.openErasure({ id: 'a', ...about, sessions })
      await store.openErasure({ id: 'b', ...about, sessions })
      await store.openErasure({ id: 'c', ...about, sessions })
      await store.closeErasure('b', receipt(1))
      await store.closeErasure('c', null)
      assert.deepEqual(await store.listOpenErasures(), [{ id: 'a', ...about, sessions }])
      assert.equal((await store.listReceipts({ limit: 9, cursor: null })).receipts.length, 1)
    },
  },
  {
    title: 'tells of settings in the audit log the first time, and then of each that is another',
    async check(open) {
      const store = await open()
      const note = async (service: string, settings: Record<string, string>): Promise<unknown[]> =>
        (await store.noteSettings({ service, settings, at: 7 })).map(({ details }) => details)
      assert.deepEqual(await note('shop', { a: '1', b: '2' }), [{ a: '1', b: '2' }])
      assert.deepEqual(await note('shop', { a: '1', b: '2' }), [])
      assert.deepEqual(await note('shop', { a: '1', b: '3', c: '4' }), [
        { setting: 'b', before: '2', after: '3' },
        { setting: 'c', before: 'none', after: '4' },
      ])
      assert.deepEqual(await note('other', { a: '1' }), [{ a: '1' }])
      const log = await store.readAudit({ limit: 9, before: null })
      assert.deepEqual(
        log.map(({ action, at, actor }) => [action, at, actor]),
        ['other', 'shop', 'shop', 'shop'].map((name) => ['configure', 7, `${name} at its start`]),
      )
    },
  },
  {
    title: 'hashes one text one way, under a key that no other store has',
    async check(open) {
      const store = await open()
      const hash = await store.keyedHash('a')
      assert.equal(await store.keyedHash('a'), hash)
      assert.notEqual(await store.keyedHash('b'), hash)
    },
  },
]
