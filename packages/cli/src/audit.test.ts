import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const node = ['--conditions=@playhead/source', join(import.meta.dirname, 'playhead.ts')]

let server: Server
let origin: string
let folder: string
let asked: IncomingHttpHeaders = {}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'playhead-audit-'))
  server = createServer((request, response) => {
    asked = request.headers
    // Who is signed in is shown a page that others are not.
    const isSignedIn = request.headers.cookie?.includes('user=ana')
    const isOpen = request.url?.startsWith('/open') || isSignedIn
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><title>Shop</title><h1 ${isOpen ? 'data-record-safe' : ''}>Ana</h1>`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
  rmSync(folder, { recursive: true, force: true })
})

async function audit(...args: string[]) {
  const child = spawn(process.execPath, [...node, 'audit', ...args], { cwd: folder })
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { status: Number(status), stdout, stderr }
}

// Each case is a whole visit of a browser, on a machine that may be busy.
describe('playhead audit', { timeout: 120_000 }, () => {
  it('ends with 1 on a leak, and says in three forms where it is', async () => {
    const args = [
      '--header',
      'x-team: shop',
      '--cookie',
      'session=s1',
      '--html',
      'report.html',
      '--recorder',
      'injected',
    ]
    const { status, stdout, stderr } = await audit(
      `${origin}/open`,
      `${origin}/`,
      ...args,
      '--json',
    )
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      isClean: false,
      pages: [
        { outcome: 'leaks', leaks: [{ channel: 'text', was: 'Ana' }] },
        { outcome: 'clean', leaks: [] },
      ],
    })
    expect(stderr).toContain('looking for canaries')
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('<q>Ana</q>')
    expect(asked).toMatchObject({ 'x-team': 'shop', cookie: expect.stringContaining('session=s1') })
  })

  it('records by the options it is given, and ends with 0 once a person has allowed what they open', async () => {
    writeFileSync(join(folder, 'options.json'), '{ "privacy": { "safeSelector": "h1" } }')
    const args = ['--recorder', 'injected', '--options', 'options.json']
    const { status, stdout } = await audit(`${origin}/`, ...args, '--allow', 'text@*h1')
    expect(status).toBe(0)
    expect(stdout).toContain('Clean')
    expect(stdout).toContain('(text@*h1)')
  })

  it('tries a page as it is for who is signed in', async () => {
    const common = { domain: '127.0.0.1', path: '/', httpOnly: true, secure: false, expires: -1 }
    const cookies = [{ name: 'user', value: 'ana', sameSite: 'Lax', ...common }]
    writeFileSync(join(folder, 'state.json'), JSON.stringify({ cookies, origins: [] }))
    const args = ['--recorder', 'injected', '--storage-state', 'state.json']
    const { status, stdout } = await audit(`${origin}/account`, ...args)
    expect(status).toBe(1)
    expect(stdout).toContain('text  html > body > h1  "Ana"')
  })

  it.each([
    ['no address', []],
    ['a recorder that is none', ['http://127.0.0.1/', '--recorder', 'theirs']],
    ['a page that is not there', ['http://127.0.0.1:1/', '--timeout', '5']],
  ])('ends with 2 on %s', async (_, args) => {
    expect(await audit(...args)).toMatchObject({ status: 2 })
  })

  it('ends with 2 where there is no browser, and says how to get one', async () => {
    const child = spawn(process.execPath, [...node, 'audit', `${origin}/`], {
      cwd: folder,
      env: { ...process.env, CHROMIUM_PATH: join(folder, 'none') },
    })
    const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(status).toBe(2)
    expect(stderr).toContain('npx playwright-core install chromium')
  })
})
