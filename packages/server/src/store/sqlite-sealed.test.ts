import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { StoreSegment } from '../index.ts'
import {
  identify,
  sampleSegment,
  sessionId,
  tabId,
  visit,
  wideLimits,
} from '../store-contract/sample-segment.ts'
import { sqliteStore } from './sqlite.ts'
import { useTemporaryFolder } from './temporary-folder.test-support.ts'
import { writeVersionOne } from './version-one.test-support.ts'

const inFolder = useTemporaryFolder()

const secrets = ['/account/4711', 'ana@example.com', 'Browser of Ana', '·'.repeat(100)]
const secretSegment = (session = 1): StoreSegment =>
  sampleSegment({
    session,
    timeline: [visit(1_000, '/account/4711'), identify(1_001, 'ana@example.com')],
    userAgent: 'Browser of Ana',
    padding: 20_000,
  })

async function storedAt(path: string, sessions = [1]): Promise<void> {
  const store = sqliteStore({ path })
  for (const session of sessions) await store.append(secretSegment(session), wideLimits)
  await store.close()
}

const read = (path: string) => sqliteStore({ path }).readSegment(sessionId(1), tabId(1), 0)

describe('the files on disk', () => {
  it('show nothing personal, while the log is there and after', async () => {
    const path = inFolder('sealed.db')
    const store = sqliteStore({ path })
    await store.append(secretSegment(), wideLimits)
    expect(secretsOnDisk(path)).toEqual([])
    expect(existsSync(`${path}-wal`)).toBe(true)
    await store.close()
    expect(secretsOnDisk(path)).toEqual([])
    expect(await read(path)).toEqual(secretSegment().bytes)
  })

  it('hold sealed parts that open in their own place only', async () => {
    const path = inFolder('moved.db')
    await storedAt(path, [1, 2])
    const database = new DatabaseSync(path)
    database.exec(`
      UPDATE segments SET frames = (SELECT frames FROM segments WHERE session = '${sessionId(2)}')`)
    database.close()
    await expect(read(path)).rejects.toMatchObject({ code: 'storage_unreadable' })
  })
})

describe('a database of version 1', () => {
  it('is sealed at its opening, and has lost nothing', async () => {
    const path = inFolder('version-1.db')
    const segments = [1, 2, 3].map(secretSegment)
    writeVersionOne(path, segments)
    expect(secretsOnDisk(path)).toEqual(secrets)
    const store = sqliteStore({ path })
    const { sessions } = await store.listSessions({ limit: 10, cursor: null })
    expect(sessions).toHaveLength(3)
    for (const [index, segment] of segments.entries()) {
      const id = sessionId(index + 1)
      expect(await store.readSegment(id, tabId(1), 0)).toEqual(segment.bytes)
      const { session, segments: held } = (await store.readSession(id)) ?? {}
      expect(session).toMatchObject({
        entryUrl: '/account/4711',
        user: 'ana@example.com',
        users: ['ana@example.com'],
        userAgent: 'Browser of Ana',
        release: null,
        storedBytes: segment.bytes.length,
      })
      expect(held).toHaveLength(1)
      expect(await store.readTimeline(id)).toMatchObject({ events: segment.timeline })
    }
    expect(secretsOnDisk(path)).toEqual([])
    expect(await store.append(sampleSegment({ sequence: 1 }), wideLimits)).toBe('stored')
    await store.close()
  })

  it('that cannot be sealed stays as it was', async () => {
    const path = inFolder('version-1-damaged.db')
    writeVersionOne(path, [secretSegment()])
    const database = new DatabaseSync(path)
    database.exec("UPDATE segments SET head = x'00'")
    database.close()
    await expect(read(path)).rejects.toThrow()
    const after = new DatabaseSync(path)
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    expect(after.prepare('SELECT user FROM sessions').get()).toEqual({ user: 'ana@example.com' })
    after.close()
  })
})

describe('a key that is not there or not the right one closes the store and changes nothing:', () => {
  it.each([
    ['the key file is missing', '.key', 'key_missing', (file: string) => rmSync(file)],
    ['the keyring is missing', '.keyring', 'key_missing', (file: string) => rmSync(file)],
    [
      'the key file holds something else',
      '.key',
      'key_wrong',
      (file: string) => writeFileSync(file, 'hunter2'),
    ],
    [
      'the key file holds another key',
      '.key',
      'key_wrong',
      (file: string) =>
        writeFileSync(file, `playhead-plain-key-1 ${Buffer.alloc(32, 7).toString('base64')}\n`),
    ],
    [
      'the key is too short',
      '.key',
      'key_wrong',
      (file: string) => writeFileSync(file, 'playhead-plain-key-1 AAAA\n'),
    ],
  ])('%s', async (name, end, code, spoil) => {
    const path = inFolder(`${name}.db`)
    await storedAt(path)
    const key = readFileSync(path + end)
    spoil(path + end)
    const before = filesAt(path)
    const store = sqliteStore({ path })
    await expect(store.append(secretSegment(2), wideLimits)).rejects.toMatchObject({ code })
    expect(filesAt(path)).toEqual(before)
    writeFileSync(path + end, key)
    expect(await store.readSegment(sessionId(1), tabId(1), 0)).toEqual(secretSegment().bytes)
    await store.close()
  })

  it('the key file goes away under a running server', async () => {
    const path = inFolder('running.db')
    const store = sqliteStore({ path })
    await store.append(secretSegment(), wideLimits)
    rmSync(`${path}.keyring`)
    await expect(store.append(secretSegment(2), wideLimits)).rejects.toMatchObject({
      code: 'key_missing',
    })
    expect(existsSync(`${path}.keyring`)).toBe(false)
  })
})

it('a keyring older than the rows hides no other session, and erases none', async () => {
  const path = inFolder('old-keyring.db')
  await storedAt(path, [1])
  const old = readFileSync(`${path}.keyring`)
  await storedAt(path, [2])
  writeFileSync(`${path}.keyring`, old)
  await storedAt(path, [3])
  const store = sqliteStore({ path })
  const { sessions } = await store.listSessions({ limit: 10, cursor: null })
  expect(sessions.map(({ id, user }) => [id, user])).toEqual([
    [sessionId(3), 'ana@example.com'],
    [sessionId(2), null],
    [sessionId(1), 'ana@example.com'],
  ])
  await expect(store.readTimeline(sessionId(2))).rejects.toMatchObject({ code: 'key_missing' })
  expect(await store.eraseSession(sessionId(2))).toMatchObject({ segments: 1 })
  expect(await store.readSegment(sessionId(3), tabId(1), 0)).toEqual(secretSegment(3).bytes)
  await store.close()
})

describe('an erased session', () => {
  it('cannot be read from a copy of the rows made before, with the key file and the keyring of after', async () => {
    const path = inFolder('shredded.db')
    await storedAt(path, [1, 2])
    const backup = inFolder('backup.db')
    copyFileSync(path, backup)
    const store = sqliteStore({ path })
    await store.eraseSession(sessionId(1))
    await store.close()
    for (const end of ['.key', '.keyring']) copyFileSync(path + end, backup + end)
    const restored = sqliteStore({ path: backup })
    const { sessions } = await restored.listSessions({ limit: 10, cursor: null })
    expect(sessions.map(({ id }) => id)).toEqual([sessionId(2)])
    expect(await restored.readSegment(sessionId(1), tabId(1), 0)).toBeNull()
    // And the restored copy knows that it was erased.
    await expect(restored.append(secretSegment(), wideLimits)).rejects.toMatchObject({
      code: 'session_erased',
    })
    await restored.close()
  })

  it('leaves neither its key nor its rows in any file, and the file is smaller', async () => {
    const path = inFolder('compacted.db')
    await storedAt(path, [1, 2])
    const before = readFileSync(`${path}.keyring`)
    const size = statSync(path).size
    const sealed = blobsOf(path, sessionId(1))
    const store = sqliteStore({ path })
    await store.eraseSession(sessionId(1))
    const after = everyByte(path)
    expect(sealed.filter((blob) => after.includes(blob))).toEqual([])
    expect(after.includes(before.subarray(16, before.length / 2))).toBe(false)
    expect(after.includes(before.subarray(before.length / 2))).toBe(true)
    await store.close()
    expect(statSync(path).size).toBeLessThan(size)
  })
})

describe('a key provider', () => {
  const flip = async (bytes: Uint8Array): Promise<Uint8Array> => bytes.map((byte) => byte ^ 0xa5)

  it('keeps the master key closed, and is asked once', async () => {
    const path = inFolder('kms.db')
    const asked: string[] = []
    const keys = {
      wrap: (key: Uint8Array) => (asked.push('wrap'), flip(key)),
      unwrap: (wrapped: Uint8Array) => (asked.push('unwrap'), flip(wrapped)),
    }
    const store = sqliteStore({ path, keys })
    for (const session of [1, 2, 3]) await store.append(secretSegment(session), wideLimits)
    await store.close()
    expect(asked).toEqual(['wrap', 'unwrap'])
    expect(readFileSync(`${path}.key`, 'utf8')).toMatch(/^playhead-wrapped-key-1 /)
    const again = sqliteStore({ path, keys })
    expect(await again.readSegment(sessionId(1), tabId(1), 0)).toEqual(secretSegment().bytes)
    await again.close()
    await expect(read(path)).rejects.toMatchObject({ code: 'key_wrong' })
  })

  it('that fails is tried again at the next use', async () => {
    const path = inFolder('kms-down.db')
    let isDown = true
    const fail = async (bytes: Uint8Array): Promise<Uint8Array> => {
      if (isDown) throw new Error('no route to the key service')
      return flip(bytes)
    }
    const store = sqliteStore({ path, keys: { wrap: fail, unwrap: fail } })
    await expect(store.append(secretSegment(), wideLimits)).rejects.toMatchObject({
      code: 'keys_unavailable',
      cause: { message: 'no route to the key service' },
    })
    expect(existsSync(`${path}.key`)).toBe(false)
    isDown = false
    expect(await store.append(secretSegment(), wideLimits)).toBe('stored')
    await store.close()
  })
})

function filesAt(path: string): Record<string, Buffer | null> {
  return Object.fromEntries(
    ['', '.key', '.keyring'].map((end) => [
      end,
      existsSync(path + end) ? readFileSync(path + end) : null,
    ]),
  )
}

function everyByte(path: string): Buffer {
  return Buffer.concat(
    ['', '-wal', '.key', '.keyring']
      .filter((end) => existsSync(path + end))
      .map((end) => readFileSync(path + end)),
  )
}

function secretsOnDisk(path: string): string[] {
  const bytes = everyByte(path)
  return secrets.filter((secret) => bytes.includes(secret))
}

/** The first bytes of everything that is sealed for a session. */
function blobsOf(path: string, session: string): Buffer[] {
  const database = new DatabaseSync(path)
  const rows = [
    ...database.prepare('SELECT head AS blob FROM segments WHERE session = ?').all(session),
    ...database.prepare('SELECT frames AS blob FROM segments WHERE session = ?').all(session),
    ...database.prepare('SELECT facts AS blob FROM sessions WHERE id = ?').all(session),
  ]
  database.close()
  return rows.map(({ blob }) => Buffer.from(blob instanceof Uint8Array ? blob.subarray(0, 40) : []))
}
