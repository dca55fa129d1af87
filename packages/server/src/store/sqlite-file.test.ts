import { fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, vi } from 'vitest'
import { sampleSegment, sessionId, tabId, wideLimits } from '../store-contract/sample-segment.ts'
import { sqliteStore } from './sqlite.ts'
import { useTemporaryFolder } from './temporary-folder.test-support.ts'

const inFolder = useTemporaryFolder()
const newest = { limit: 10, cursor: null }

describe('the file', () => {
  it('is made at the first use and not before, with its folder', async () => {
    const path = inFolder('made/on/demand.db')
    const store = sqliteStore({ path })
    expect(existsSync(inFolder('made'))).toBe(false)
    await store.listSessions(newest)
    expect(existsSync(path)).toBe(true)
    await store.close()
  })

  it('can be read by its owner only, and so can its log and its keys', async () => {
    const path = inFolder('private/replay.db')
    const store = sqliteStore({ path })
    await store.append(sampleSegment(), wideLimits)
    const modes = ['', '-wal', '.key', '.keyring'].map((end) => statSync(path + end).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600, 0o600, 0o600])
    expect(statSync(inFolder('private')).mode & 0o777).toBe(0o700)
    await store.close()
  })

  it('holds a whole log of what was acknowledged, and none after closing', async () => {
    const path = inFolder('logged.db')
    const store = sqliteStore({ path })
    await store.append(sampleSegment(), wideLimits)
    expect(await segmentsAfterDeath(path)).toEqual([sessionId(1)])
    await store.close()
    expect(existsSync(`${path}-wal`)).toBe(false)
  })

  it('is made anew when somebody deletes it under a running server', async () => {
    const path = inFolder('deleted.db')
    const store = sqliteStore({ path })
    await store.append(sampleSegment(), wideLimits)
    for (const end of ['', '-wal', '-shm']) rmSync(path + end)
    expect(await store.append(sampleSegment({ session: 2 }), wideLimits)).toBe('stored')
    await store.append(sampleSegment({ session: 3 }), wideLimits)
    // The old connection has not taken the new file's log away.
    expect(await segmentsAfterDeath(path)).toEqual([2, 3].map(sessionId))
    await store.close()
  })
})

it('does not acknowledge what it would have written to a file that was deleted', async () => {
  const path = inFolder('deleted-early.db')
  const store = sqliteStore({ path })
  await store.listSessions(newest)
  const early = store.append(sampleSegment(), wideLimits)
  for (const end of ['', '-wal', '-shm']) rmSync(path + end)
  const late = store.append(sampleSegment({ session: 2 }), wideLimits)
  await expect(early).rejects.toMatchObject({ code: 'storage_unavailable' })
  await expect(late).resolves.toBe('stored')
  await store.close()
})

describe('a file that cannot be used is refused and left as it is:', () => {
  it('one that is no database', async () => {
    const path = inFolder('letter.txt')
    writeFileSync(path, 'Dear SQLite, '.repeat(1_000))
    expect(await codeOf(path)).toBe('storage_unreadable')
    expect(readFileSync(path, 'utf8')).toBe('Dear SQLite, '.repeat(1_000))
  })

  it('a database of something else', async () => {
    const path = inFolder('shop.db')
    const shop = new DatabaseSync(path)
    shop.exec('CREATE TABLE orders (id INTEGER)')
    shop.close()
    const before = readFileSync(path)
    expect(await codeOf(path)).toBe('storage_unreadable')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('a database of a newer Playhead', async () => {
    const path = inFolder('newer.db')
    const newer = new DatabaseSync(path)
    newer.exec('CREATE TABLE sessions (id TEXT); PRAGMA user_version = 99')
    newer.close()
    const before = readFileSync(path)
    expect(await messageOf(path)).toMatch(/schema version 99.*Update @playhead\/server/)
    expect(await codeOf(path)).toBe('storage_unreadable')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('a damaged database', async () => {
    const path = inFolder('damaged.db')
    const store = sqliteStore({ path })
    for (let sequence = 0; sequence < 20; sequence++) {
      await store.append(sampleSegment({ sequence, padding: 3_000 }), wideLimits)
    }
    await store.close()
    writeFileSync(path, readFileSync(path).fill(0xa5, 4_096))
    expect(await codeOf(path)).toBe('storage_unreadable')
  })

  it('a folder', async () => {
    expect(await codeOf(inFolder('.'))).toBe('storage_unavailable')
  })
})

it('a Node without SQLite is told so when the store is made, not when it is needed', () => {
  const load = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)
  expect(() => sqliteStore({ path: inFolder('never.db') })).toThrow(
    expect.objectContaining({ code: 'sqlite_missing', message: expect.stringContaining('22.13') }),
  )
  load.mockRestore()
})

it('several processes may make one file at the same moment', async () => {
  const path = inFolder('shared/replay.db')
  const children = Array.from({ length: 3 }, (_, session) =>
    fork(new URL('./append-many.test-support.ts', import.meta.url), [path, String(session)], {
      execArgv: ['--conditions=@playhead/source'],
    }),
  )
  await Promise.all(children.map((child) => once(child, 'message')))
  for (const child of children) child.send('go')
  const answers = await Promise.all(
    children.map(async (child): Promise<unknown> => {
      const [message] = await once(child, 'message')
      return message
    }),
  )
  expect(answers.flat()).toEqual(Array(60).fill('stored'))
  const store = sqliteStore({ path })
  const { sessions } = await store.listSessions(newest)
  expect(sessions.map(({ segments }) => segments)).toEqual([20, 20, 20])
  await store.close()
})

describe('options', () => {
  it.each([
    ['no path', { path: '' }],
    ['no bytes', { path: 'a.db', maxBytes: 0 }],
    ['half a byte', { path: 'a.db', maxBytes: 0.5 }],
  ])('with %s are refused', (_, options) => {
    expect(() => sqliteStore(options)).toThrow(expect.objectContaining({ code: 'invalid_option' }))
  })
})

/** Opens a copy of the files as they stand, as a process that was killed would leave them. */
async function segmentsAfterDeath(path: string): Promise<string[]> {
  const copy = `${path}.copy`
  copyFileSync(path, copy)
  for (const end of ['-wal', '.key', '.keyring']) copyFileSync(path + end, copy + end)
  const store = sqliteStore({ path: copy })
  const { sessions } = await store.listSessions(newest)
  for (const { id } of sessions) {
    expect(await store.readSegment(id, tabId(1), 0)).not.toBeNull()
  }
  await store.close()
  return sessions.map(({ id }) => id).sort()
}

async function failureOf(path: string): Promise<unknown> {
  const store = sqliteStore({ path })
  return store.readSession(sessionId(1)).catch((error: unknown) => error)
}

async function codeOf(path: string): Promise<unknown> {
  const error = await failureOf(path)
  return error instanceof Error && 'code' in error ? error.code : error
}

async function messageOf(path: string): Promise<unknown> {
  const error = await failureOf(path)
  return error instanceof Error ? error.message : error
}
