import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeSegment } from '@playhead/protocol'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildScript } from '../build-script.ts'
import { application, changed, globals } from '../testing/host-page.ts'
import { type Host, hosts } from '../testing/hosts.ts'
import { launchChromium } from '../testing/launch-chromium.ts'

/**
 * The built script in pages that do to their globals what pages do. The application in them must come to
 * the same end with Playhead and without, and find every global as it was once Playhead has stopped.
 */
let browser: Browser
/** For all of them: to start one takes longer than a test. Each host is a site of its own to it. */
let page: Page
let complaints: string[] = []
let server: Server
let port = 0
let directory = ''
const files = new Map<string, string>()
const bodies: Uint8Array<ArrayBuffer>[] = []
/** What the application asked for. */
let requests: string[] = []

const policy =
  "default-src 'self'; connect-src 'self' http://127.0.0.1:1; script-src 'nonce-n' 'strict-dynamic'; " +
  "style-src 'nonce-n'; require-trusted-types-for 'script'; trusted-types 'none'"

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'playhead-host-'))
  await Promise.all([buildScript(directory), buildNeighbours()])
  for (const name of await readdir(directory)) {
    files.set(`/api/replay/${name}`, await readFile(join(directory, name), 'utf8'))
  }
  server = createServer((request, response) => {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/data') requests.push(`${request.method} ${search}`)
    if (request.method === 'POST') {
      const chunks: Uint8Array[] = []
      request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      request.on('end', () => {
        if (pathname.startsWith('/api/replay')) bodies.push(new Uint8Array(Buffer.concat(chunks)))
        response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"stored"}')
      })
      return
    }
    const file = pathname === '/data' ? 'data' : files.get(pathname)
    const isPage = pathname === '/'
    response
      .writeHead(isPage || file ? 200 : 404, {
        'content-type': pathname.endsWith('.js') ? 'text/javascript' : 'text/html',
        'content-security-policy': policy,
      })
      .end(file ?? (isPage ? pageOf(hosts[searchParams.get('host') ?? ''] ?? {}) : ''))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  browser = await launchChromium()
  page = await browser.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  await new Promise((resolve) => server?.close(resolve))
  await rm(directory, { recursive: true, force: true })
})

async function buildNeighbours(): Promise<void> {
  const from = join(import.meta.dirname, '../testing/neighbours')
  const { outputFiles } = await build({
    entryPoints: (await readdir(from)).map((name) => join(from, name)),
    outdir: '/',
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  for (const { path, text } of outputFiles) files.set(path, text)
}

function pageOf({ before = '', neighbour, html = '' }: Host): string {
  const script = (text: string, src?: string): string =>
    `<script nonce="n"${src ? ` src="${src}"` : ''}>${text}</script>`
  return [
    '<!doctype html><html><head><link rel=icon href=data:,></head><body><p>Words</p>',
    html,
    script(before),
    neighbour ? script('', `/${neighbour}.js`) : '',
    script('if (window.neighbourFirst) neighbour.start()'),
    script('', '/api/replay/playhead.js'),
    '</body></html>',
  ].join('')
}

async function open(name: string): Promise<void> {
  await page.goto('about:blank')
  complaints = []
  requests = []
  const site = `site-${Object.keys(hosts).indexOf(name)}.localhost:${port}`
  await page.goto(`http://${site}/?host=${encodeURIComponent(name)}`)
}

const isNeighbourAtWork = 'window.neighbour?.isAtWork() ?? true'
const run = (script = ''): Promise<unknown> => page.evaluate(`(() => {${script}})()`)

describe.each(Object.entries(hosts))('a page with %s', (name, host) => {
  it('comes to the same end with Playhead as without, is recorded, and gets its globals back', async () => {
    await open(name)
    // A neighbour may leave something behind itself.
    if (host.neighbour) await run(`window.testBefore = null; testBefore = ${globals}`)
    await run(host.after)
    const expected = await run(application)
    expect(await page.evaluate(isNeighbourAtWork)).toBe(true)
    await run(host.end)
    const expectedChanges = host.neighbour
      ? await page.evaluate(`${changed}(testBefore, ${globals})`)
      : []
    await run(host.last)
    const expectedRequests = requests.toSorted()
    const expectedComplaints = complaints.toSorted()

    bodies.length = 0
    await open(name)
    await run(`window.testBefore = null; window.testReplay = null; window.testFailures = []`)
    await run(`testBefore = ${globals}`)
    await run(
      `testReplay = Playhead.start({ endpoint: '/api/replay',
        onError: (error) => testFailures.push(String(error.cause ?? error)) })`,
    )
    await page.evaluate(`new Promise((resolve) => {
      const check = () => { if (testReplay.getState().name === 'recording') resolve(null) }
      testReplay.subscribe(check)
      check()
    })`)
    await run(host.after)
    expect(await run(application)).toBe(expected)
    expect(await page.evaluate(isNeighbourAtWork)).toBe(true)
    await page.evaluate('testReplay.flush()')
    await run(host.end)
    await page.evaluate('testReplay.stop()')
    if (!host.isOnTop) {
      expect(await page.evaluate(`${changed}(testBefore, ${globals})`)).toEqual(expectedChanges)
    }
    await run(host.last)
    expect(await run(`return fetch('/data').then((response) => response.text())`)).toBe('data')
    expect(complaints.toSorted()).toEqual(expectedComplaints)
    expect(requests.toSorted()).toEqual([...expectedRequests, 'GET '].toSorted())
    expect(await page.evaluate('testFailures')).toEqual([])
    await expectRecorded(host)
  })
})

async function expectRecorded({ isStill, hides }: Host): Promise<void> {
  const segments = await Promise.all(bodies.map((bytes) => decodeSegment(bytes)))
  const frames = segments.flatMap((segment) => segment.frames)
  expect(frames.map(({ type }) => type)).toEqual(expect.arrayContaining([4, 2]))
  const sent = JSON.stringify(segments)
  expect(sent).not.toMatch(/Words|typed by code|in shadow/)
  for (const type of ['error', 'console', 'network', 'navigation']) {
    if (type !== hides) expect(sent).toContain(`"type":"${type}"`)
  }
  if (!isStill) expect(JSON.stringify(frames)).toContain('"tagName":"section"')
}
