import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { decodeSegment, type Segment } from '@playhead/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildScript } from '../build-script.ts'
import { launchChromium } from '../testing/launch-chromium.ts'

/** The built script in a real page over http: what an application without a bundler has. */
let browser: Browser
let server: Server
let origin = ''
let directory = ''
let policy = "script-src 'self'"
/** Of the parts, by name, since a page was opened. */
const loaded = new Map<string, number>()
const bodies: { bytes: Uint8Array<ArrayBuffer>; contentType: string }[] = []

const pages: Record<string, string> = {
  '/': `<title>Shop</title><p>Private words</p><input id="card"><a href="/next">Next</a>
    <script src="/api/replay/playhead.js"></script><script src="/start.js"></script>`,
  '/nonce': `<p>x</p><script nonce="n1" src="/api/replay/playhead.js"></script><script nonce="n1" src="/start.js"></script>`,
  '/visit': `<style>main { height: 3000px }</style><main><button>Add</button><output></output>
    <form><input name="city"><textarea></textarea><select><option>a<option>b</select></form></main>
    <script src="/api/replay/playhead.js"></script><script src="/visit.js"></script>`,
  '/next': `<p>Next page</p><script src="/api/replay/playhead.js"></script><script src="/start.js"></script>`,
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'playhead-script-'))
  await buildScript(directory)
  const scripts: Record<string, string> = {
    '/start.js': `self.replay = Playhead.start({ endpoint: '/api/replay' })`,
    '/visit.js': `self.replay = Playhead.start({ endpoint: '/api/replay' })
      document.querySelector('button').addEventListener('click', async () => {
        console.log('added', { items: 1 })
        await fetch('/next')
        document.querySelector('output').append('1')
      })`,
  }
  for (const name of await readdir(directory)) {
    scripts[`/api/replay/${name}`] = await readFile(join(directory, name), 'utf8')
  }
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (request.method === 'POST') {
      const chunks: Uint8Array[] = []
      request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      request.on('end', () => {
        const contentType = request.headers['content-type'] ?? ''
        bodies.push({ bytes: new Uint8Array(Buffer.concat(chunks)), contentType })
        response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"stored"}')
      })
    } else if (scripts[path] !== undefined) {
      if (path.startsWith('/api/')) {
        loaded.set(path.slice('/api/replay/'.length), gzipSync(scripts[path], { level: 9 }).length)
      }
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(scripts[path])
    } else {
      response
        .writeHead(pages[path] === undefined ? 404 : 200, {
          'content-type': 'text/html',
          'content-security-policy': `default-src 'none'; connect-src 'self'; ${policy}`,
        })
        .end(`<!doctype html>${pages[path] ?? ''}`)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchChromium()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await new Promise((resolve) => server?.close(resolve))
  await rm(directory, { recursive: true, force: true })
})

async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
  bodies.length = 0
  loaded.clear()
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon'))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(origin + path)
  await untilRecording(page)
  return { page, complaints }
}

/** Asked from outside: a function that waits inside the page is refused by its policy. */
async function untilRecording(page: Page): Promise<void> {
  const state = (): Promise<unknown> => page.evaluate('self.replay?.getState().name')
  await expect.poll(state, { timeout: 10_000 }).toBe('recording')
}

/** What a server would have: a segment that is under way when the page is left is sent once more. */
async function received(): Promise<Segment[]> {
  const segments = await Promise.all(bodies.map(({ bytes }) => decodeSegment(bytes)))
  const distinct = new Map(segments.map((segment) => [segment.header.checksum, segment]))
  return [...distinct.values()].toSorted((a, b) => a.header.sequence - b.header.sequence)
}

describe('the script build', () => {
  it('records and sends under a content security policy of script-src self', async () => {
    policy = "script-src 'self'"
    const { page, complaints } = await open('/')
    await page.evaluate('self.replay.flush()')
    const [first] = await received()
    expect(first?.header.sequence).toBe(0)
    expect(first?.frames.map(({ type }) => type)).toEqual([4, 2])
    expect(bodies[0]?.contentType).toMatch(/^text\/plain/)
    expect(JSON.stringify(first)).not.toContain('Private')
    expect(complaints).toEqual([])
    await page.close()
  })

  it('records what is seldom: what the policy blocked and what did not load, and a selection', async () => {
    policy = "script-src 'self'"
    const { page } = await open('/')
    await page.evaluate(`new Promise((resolve) => {
      addEventListener('securitypolicyviolation', resolve, { once: true })
      document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.test/1.png?user=alice' }))
    })`)
    await page.evaluate(`new Promise((resolve) => {
      document.addEventListener('selectionchange', resolve, { once: true })
      getSelection().selectAllChildren(document.querySelector('p'))
    })`)
    await page.evaluate('self.replay.flush()')
    const timeline = (await received()).flatMap(({ timeline }) => timeline)
    expect(timeline).toContainEqual(expect.objectContaining({ type: 'resource-error', url: null }))
    expect(timeline).toContainEqual(expect.objectContaining({ type: 'selection', size: 'short' }))
    expect(timeline.filter(({ type }) => type === 'policy-violation')).toMatchObject([
      {
        directive: 'img-src',
        blocked: 'https://elsewhere.test/',
        disposition: 'enforce',
      },
    ])
    await page.close()
  })

  it('loads what finds personal data with the first text that may hold any, and lets nothing through before', async () => {
    policy = "script-src 'self'"
    const { page } = await open('/')
    expect(loaded.has('playhead-detectors.js')).toBe(false)
    await page.evaluate(`console.log('for nora@shop.example'), self.replay.flush()`)
    expect(loaded.has('playhead-detectors.js')).toBe(true)
    const told = async (): Promise<unknown[]> =>
      (await received()).flatMap(({ timeline }) =>
        timeline.flatMap((event) => (event.type === 'console' ? [event.args] : [])),
      )
    expect(await told()).toEqual([['for [mail]']])
    await page.close()

    const { page: left } = await open('/')
    // It never comes.
    await left.route('**/playhead-detectors.js', () => undefined)
    await left.evaluate(`console.log('for nora@shop.example'), location.assign('/next')`)
    await left.waitForURL('**/next')
    await untilRecording(left)
    await expect.poll(told).toEqual([['xxx xxxxxxxxxxxxxxxxxxxx']])
    await left.close()
  })

  it('works with a nonce and strict-dynamic', async () => {
    policy = "script-src 'nonce-n1' 'strict-dynamic'"
    const { page, complaints } = await open('/nonce')
    await page.evaluate('self.replay.flush()')
    const [first] = await received()
    expect(first?.frames.map(({ type }) => type)).toEqual([4, 2])
    expect(complaints).toEqual([])
    await page.close()
  })

  it('sends the last events when the page is left, and goes on in the same tab on the next', async () => {
    policy = "script-src 'self'"
    const { page } = await open('/')
    await page.evaluate('self.replay.flush()')
    await page.fill('#card', '4242 4242 4242 4242')
    await page.click('a')
    await page.waitForURL('**/next')
    await untilRecording(page)
    await page.evaluate('self.replay.flush()')
    const segments = await received()
    expect(segments.map(({ header }) => header.sequence)).toEqual(segments.map((_, index) => index))
    expect(new Set(segments.map(({ header }) => header.tab)).size).toBe(1)
    segments.forEach(({ header }, index) => {
      expect(header.previous).toBe(segments[index - 1]?.header.checksum ?? null)
    })
    const timeline = segments.flatMap(({ timeline }) => timeline)
    expect(timeline.filter(({ type }) => type === 'click')).toHaveLength(1)
    expect(timeline.filter(({ type }) => type === 'navigation')).toMatchObject([
      { kind: 'load', to: `${origin}/` },
      { kind: 'load', from: `${origin}/`, to: `${origin}/next` },
    ])
    // Twice, as checksums and times are digits as well.
    expect(JSON.stringify(segments)).not.toMatch(/4242\s?4242/)
    await page.close()
  })

  it('stays within its size: the entry alone, and all that a visit loads', async () => {
    policy = "script-src 'self'; style-src 'unsafe-inline'"
    const { page } = await open('/visit')
    const { length: before } = bodies
    for (let click = 0; click < 3; click++) {
      await page.click('button')
      await expect.poll(() => page.textContent('output')).toHaveLength(click + 1)
    }
    await page.locator('input').pressSequentially('Porto')
    await page.fill('textarea', 'Words')
    await page.selectOption('select', 'b')
    await page.mouse.wheel(0, 900)
    await page.evaluate('self.replay.flush()')
    await page.evaluate(`console.warn('slow'), self.replay.flush()`)
    expect(bodies.length).toBeGreaterThan(before)
    const types = (await received()).flatMap(({ timeline }) => timeline).map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['click', 'console', 'network', 'input', 'keys']))
    expect([...loaded.keys()]).toEqual(['playhead.js', 'playhead-recorder.js'])
    expect(loaded.get('playhead.js')).toBeLessThanOrEqual(5_000)
    expect([...loaded.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(44_500)
    await page.close()
  })
})
