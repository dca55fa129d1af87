import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { encodeSegmentNow } from '@playhead/protocol'
import { createReplayServer, sqliteStore } from '@playhead/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const [ana, bea] = ['a'.repeat(32), 'b'.repeat(32)]
const day = 86_400_000
const node = ['--conditions=@playhead/source', join(import.meta.dirname, 'playhead.ts')]

let folder: string
let child: ChildProcess | null = null

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'playhead-cli-'))
  const store = sqliteStore({ path: join(folder, 'replay.db') })
  const replay = createReplayServer({ store, basePath: '/' })
  await keep(replay.handler, ana, 'ana', '/account', Date.now() - 20 * day)
  await keep(replay.handler, bea, 'bea', '/cart', Date.now())
  await replay.close()
})
afterEach(async () => {
  if (child?.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
  child = null
  rmSync(folder, { recursive: true, force: true })
})

async function keep(
  handler: (request: Request) => Promise<Response>,
  session: string,
  user: string,
  to: string,
  at: number,
  ...more: string[]
): Promise<void> {
  const { bytes } = encodeSegmentNow({
    session,
    tab: '1'.repeat(16),
    sequence: 0,
    previous: null,
    startedAt: at,
    endedAt: at,
    policy: '0'.repeat(16),
    release: null,
    timeline: [
      JSON.stringify({ type: 'navigation', at, kind: 'load', from: null, to }),
      JSON.stringify({ type: 'identify', at, user, traits: {} }),
      ...more,
    ],
    frames: [],
  })
  const headers = { 'content-type': 'text/plain', host: 'localhost' }
  const request = new Request('http://localhost/segments', { method: 'POST', headers, body: bytes })
  expect((await handler(request)).status).toBe(202)
}

function playhead(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const onDatabase = (...args: string[]) => playhead(...args, '--db', 'replay.db', '--actor', 'eve')

async function sessionsLeft(): Promise<string[]> {
  const store = sqliteStore({ path: join(folder, 'replay.db') })
  const { sessions } = await store.listSessions({ limit: 10, cursor: null })
  await store.close()
  return sessions.map(({ id }) => id)
}

describe('playhead erase', () => {
  it('shows what would go, erases it, and writes a receipt that holds', async () => {
    const dry = onDatabase('erase', '--user', 'ana', '--dry-run')
    expect(dry.stdout).toContain(`would erase ${ana}`)
    expect(await sessionsLeft()).toEqual([bea, ana])
    const real = onDatabase('erase', '--user', 'ana', '--yes', '--receipt', 'receipt.json')
    expect(real).toMatchObject({ status: 0, stderr: '' })
    expect(await sessionsLeft()).toEqual([bea])
    const receipt = readFileSync(join(folder, 'receipt.json'), 'utf8')
    expect(JSON.parse(receipt)).toMatchObject({ by: 'eve', sessions: [{ id: ana }] })
    expect(onDatabase('verify-receipt', 'receipt.json')).toMatchObject({ status: 0 })

    writeFileSync(join(folder, 'receipt.json'), receipt.replace(ana, bea))
    const forged = onDatabase('verify-receipt', 'receipt.json')
    expect(forged.status).toBe(1)
    expect(forged.stderr).toContain('changed after it was signed')
  })

  it('leaves what is under a hold, and names the hold', async () => {
    const store = sqliteStore({ path: join(folder, 'replay.db') })
    const hold = { id: 'h1', on: { user: 'ana' }, reason: 'case 7', by: 'eve', at: 1 }
    await store.placeHold(hold)
    await store.close()
    expect(onDatabase('erase', '--url', '/acc*', '--yes').stdout).toContain('legal hold h1')
    expect(await sessionsLeft()).toEqual([bea, ana])
  })

  it.each([
    ['nothing but the command', ['erase']],
    ['neither dry run nor yes', ['erase', '--user', 'ana']],
    ['both', ['erase', '--user', 'ana', '--yes', '--dry-run']],
    ['an option that is none', ['erase', '--user', 'ana', '--yes', '--force']],
    ['a database that is not there', ['erase', '--user', 'ana', '--yes', '--db', 'none.db']],
    ['a command that is none', ['destroy']],
  ])('with %s says how it is used', async (_, args) => {
    const { status, stderr } = playhead(...args)
    expect(status).toBe(2)
    expect(stderr).toContain('playhead help')
    expect(await sessionsLeft()).toEqual([bea, ana])
    expect(existsSync(join(folder, 'none.db'))).toBe(false)
  })
})

describe('playhead export', () => {
  it('writes an archive for its owner only, and overwrites none', () => {
    const first = onDatabase('export', '--user', 'ana', '--out', 'ana.tar.gz')
    expect(first).toMatchObject({ status: 0, stderr: '' })
    expect(statSync(join(folder, 'ana.tar.gz')).mode & 0o777).toBe(0o600)
    const listed = spawnSync('tar', ['-tzf', 'ana.tar.gz'], { cwd: folder, encoding: 'utf8' })
    expect(listed.stdout).toContain(`playhead-export/sessions/${ana}/timeline.txt`)
    expect(listed.stdout).not.toContain(bea)
    const before = readFileSync(join(folder, 'ana.tar.gz'))
    expect(onDatabase('export', '--user', 'bea', '--out', 'ana.tar.gz').status).toBe(1)
    expect(readFileSync(join(folder, 'ana.tar.gz')).equals(before)).toBe(true)
  })

  it('of nobody writes nothing', () => {
    expect(onDatabase('export', '--user', 'nobody', '--out', 'a.tar.gz').status).toBe(1)
    expect(existsSync(join(folder, 'a.tar.gz'))).toBe(false)
  })
})

it('playhead retention sweep erases what is too old', async () => {
  writeFileSync(join(folder, 'retention.json'), '{ "default": "14d" }')
  const { status, stdout } = onDatabase('retention', 'sweep', '--config', 'retention.json')
  expect(status).toBe(0)
  expect(stdout).toContain(`erased ${ana}`)
  expect(await sessionsLeft()).toEqual([bea])
})

it('playhead warnings names page, channel and kind of what was not masked, and not what it was', async () => {
  expect(onDatabase('warnings')).toEqual({ status: 0, stdout: '', stderr: '' })
  const store = sqliteStore({ path: join(folder, 'replay.db') })
  const replay = createReplayServer({ store, basePath: '/' })
  const at = Date.now()
  const mail = { type: 'console', at, level: 'log', args: ['sent to nora.quist@example.org'] }
  await keep(replay.handler, 'c'.repeat(32), 'cem', '/cart', at, JSON.stringify(mail))
  await replay.close()
  const { status, stdout } = onDatabase('warnings')
  expect(status).toBe(0)
  const time = new Date(at).toISOString()
  expect(stdout).toBe(`/cart  console  mail  count=1  sessions=1  ${time}  ${'c'.repeat(32)}\n`)
})

it('playhead log tells what the command line did', () => {
  expect(onDatabase('erase', '--user', 'ana', '--yes')).toMatchObject({ status: 0 })
  expect(onDatabase('export', '--user', 'bea', '--out', 'bea.tar.gz')).toMatchObject({ status: 0 })
  const erased = `2  \\S+  erase  "eve"  ${ana}\n`
  const exported = `3  \\S+  export  "eve"  ${bea}\n`
  expect(onDatabase('log').stdout).toMatch(
    new RegExp(`^${exported}${erased}1  \\S+  configure  "server at its start"  .*\n$`),
  )
  const filter = ['--who', 'EV', '--action', 'erase', '--session', 'aaaa']
  expect(onDatabase('log', ...filter).stdout).toMatch(new RegExp(`^${erased}$`))
  expect(onDatabase('log', '--to', '2001-01-01')).toMatchObject({ status: 0, stdout: '' })
  expect(onDatabase('log', '--action', 'look').stderr).toContain('action is one of')
})

it('playhead log verify tells whether the log is as it was written, and ends where it did', async () => {
  const store = sqliteStore({ path: join(folder, 'replay.db') })
  const entry = { at: 1, actor: 'eve', action: 'watch', sessions: [ana] } as const
  await store.appendAudit(entry)
  const { hash } = await store.appendAudit(entry)
  await store.close()
  const { status, stdout } = onDatabase('log', 'verify', '--head', `3:${hash}`)
  expect(status).toBe(0)
  expect(stdout).toContain(`3:${hash}`)
  expect(onDatabase('log', 'verify', '--head', `2:${hash}`)).toMatchObject({ status: 1 })
  const database = new DatabaseSync(join(folder, 'replay.db'))
  database.exec('DROP TRIGGER audit_takes_no_delete; DELETE FROM audit WHERE number = 1')
  database.close()
  const changed = onDatabase('log', 'verify')
  expect(changed.status).toBe(1)
  expect(changed.stderr).toContain('Entry 1 is missing')
})

it('playhead says what to do with a key that a provider wrapped', async () => {
  const keys = { wrap: async (key: Uint8Array) => key, unwrap: async (key: Uint8Array) => key }
  const store = sqliteStore({ path: join(folder, 'kms.db'), keys })
  await store.listSessions({ limit: 1, cursor: null })
  await store.close()
  const { status, stderr } = playhead('log', '--db', 'kms.db')
  expect(status).toBe(1)
  expect(stderr).toContain('wrapped by a provider')
  expect(stderr).toContain('@playhead/server/operations')
})

it('playhead serve shows the sessions to this machine until it is told to end', async () => {
  const args = [...node, 'serve', '--db', 'replay.db', '--port', '0']
  child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  if (!child.stdout) throw new Error('The child has no output.')
  const [line]: unknown[] = await once(child.stdout, 'data')
  const origin = /http:\/\/[\d.:]+/.exec(String(line))?.[0] ?? ''
  const list: unknown = await (await fetch(`${origin}/api/sessions`)).json()
  expect(list).toMatchObject({ sessions: [{ id: bea }, { id: ana }] })
  child.kill('SIGTERM')
  const [code]: unknown[] = await once(child, 'exit')
  expect(code).toBe(0)
})
