import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { DeletionReceipt } from '@playhead/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { createReplayServer, type ReplayServerOptions, sqliteStore } from '../index.ts'
import { get, post } from '../requests.test-support.ts'
import { identify, sampleSegment, sessionId, wideLimits } from '../store-contract/sample-segment.ts'
import { useTemporaryFolder } from '../store/temporary-folder.test-support.ts'
import { verifyReceipt } from './receipt.ts'

const inFolder = useTemporaryFolder()
const program = new URL('./erase-until-killed.test-support.ts', import.meta.url)
const all = { limit: 50, cursor: null }
let path: string
let files = 0

/** Sessions 1 to 3 of Ana, the oldest first, then one of Bea, which is young. */
beforeEach(async () => {
  path = inFolder(`${++files}.db`)
  const store = sqliteStore({ path })
  for (const session of [1, 2, 3, 4]) {
    const startedAt = session === 4 ? Date.now() : 1_000 * session
    const timeline = [identify(startedAt, session === 4 ? 'bea' : 'ana')]
    const choice = { session, startedAt, timeline, padding: 20_000 }
    await store.append(sampleSegment(choice), wideLimits)
  }
  await store.close()
})

async function eraseUntilKilled(how: 'user' | 'age', atKey: number): Promise<void> {
  const execArgv = ['--conditions=@playhead/source']
  const child = fork(program, [path, how, String(atKey)], { execArgv })
  const [, signal]: unknown[] = await once(child, 'exit')
  expect(signal).toBe('SIGKILL')
}

/** What lies in the files, without opening them as a store does. */
function onDisk() {
  const database = new DatabaseSync(path)
  const idsOf = (statement: string): string[] =>
    database
      .prepare(statement)
      .all()
      .map(({ id }) => String(id))
  const rows = [
    idsOf('SELECT id FROM sessions ORDER BY id'),
    idsOf('SELECT DISTINCT session AS id FROM segments ORDER BY session'),
  ]
  database.close()
  const slots = readFileSync(`${path}.keyring`)
  const keys = [1, 2, 3, 4].filter((session) => {
    const at = slots.indexOf(Buffer.from(sessionId(session), 'hex'))
    return slots.subarray(at + 16, at + 76).some((byte) => byte !== 0)
  })
  return { rows, keys }
}

/** The next start of the server, up to its first request. */
async function restart(
  options: Partial<ReplayServerOptions> = {},
): Promise<{ receipts: DeletionReceipt[]; left: string[]; publicKey: string }> {
  const replay = createReplayServer({ store: sqliteStore({ path }), basePath: '/', ...options })
  await replay.handler(get('/api/access'))
  await replay.close()
  const store = sqliteStore({ path })
  const { receipts } = await store.listReceipts(all)
  const { sessions } = await store.listSessions({ ...all, order: 'oldest' })
  const { publicKey } = await store.sign('')
  expect(await store.verifyAudit()).toMatchObject({ isIntact: true })
  await store.close()
  return { receipts, left: sessions.map(({ id }) => id), publicKey }
}

const ids = (...sessions: number[]): string[] => sessions.map(sessionId)

describe('an erasure whose process is killed once a key is destroyed', () => {
  it('leaves rows that no key opens, which the next start takes away', async () => {
    await eraseUntilKilled('user', 2)
    expect(onDisk()).toEqual({ rows: [ids(2, 3, 4), ids(2, 3, 4)], keys: [3, 4] })
    expect((await restart()).left).toEqual(ids(3, 4))
    expect(onDisk()).toEqual({ rows: [ids(3, 4), ids(3, 4)], keys: [3, 4] })
  })

  it('is signed for at the next start, once, and for nothing but what has gone', async () => {
    await eraseUntilKilled('user', 2)
    const { receipts, publicKey } = await restart()
    expect(receipts).toMatchObject([{ by: 'eve', why: 'request', foundBy: 'user' }])
    expect(verifyReceipt(receipts[0], publicKey).sessions.map(({ id }) => id)).toEqual(ids(1, 2))
    expect(receipts[0]?.sessions.every(({ segments, bytes }) => segments === 1 && bytes > 0)).toBe(
      true,
    )
    expect((await restart()).receipts).toEqual(receipts)
  })

  it('keeps refusing what arrives late', async () => {
    await eraseUntilKilled('user', 1)
    const replay = createReplayServer({ store: sqliteStore({ path }), basePath: '/api/replay' })
    const late = sampleSegment({ session: 1, sequence: 1, startedAt: 1_500 })
    expect((await replay.handler(post(late.bytes))).status).toBe(410)
    await replay.close()
  })

  it('of a sweep goes on at the next start, whatever the retention says besides', async () => {
    await eraseUntilKilled('age', 1)
    const rules = [{ when: { identified: true }, keep: '14d' }]
    const { receipts, left } = await restart({ retention: { rules } })
    expect(left).toEqual(ids(4))
    expect(receipts.map(({ sessions }) => sessions.map(({ id }) => id))).toEqual([
      ids(2, 3),
      ids(1),
    ])
  })
})
