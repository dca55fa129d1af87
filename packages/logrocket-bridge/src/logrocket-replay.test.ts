import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { decodeSegment, type TimelineEvent } from '@playhead/protocol'
import { launchChromium } from './launch-chromium.test-support.ts'

/*
 * LogRocket's real package in a real page. What it loads from LogRocket's network is not on npm: a stub
 * stands there, which posts what the package hands to it, and answers as LogRocket documents.
 */
const pageScript = `
import setup from 'logrocket/setup'
import { getReplay, start } from '@playhead/core'
import { logRocketReplay, toLogRocketOptions } from './index.ts'
const LogRocket = setup({ sdkServer: location.origin, ingestServer: location.origin })
LogRocket.init('acme/shop', toLogRocketOptions({}, { bodies: ['/pay'] }))
const bridge = logRocketReplay(getReplay, LogRocket, { identify: true })
Object.assign(window, { LogRocket, bridge, getReplay, start: (options) => start({ endpoint: '/api/replay', ...options }) })
`

const loggerScript = `
window._LRLogger = class {
  constructor() { this.callbacks = []; this.number = 0 }
  tell(call, ...args) { navigator.sendBeacon('/logrocket', JSON.stringify([call, ...args])) }
  init(app, options) { this.options = options; this.tell('init', app, options.dom); this.startNewSession() }
  addEvent(type, get) { this.tell(type, get(this.options)) }
  track(...args) { this.tell('track', ...args) }
  identify(...args) { this.tell('identify', ...args) }
  getSessionURL(callback) { this.callbacks.push(callback); callback(this.url) }
  startNewSession() {
    this.url = 'https://app.logrocket.com/acme/shop/s/5-' + ++this.number + '/0?t=1'
    for (const callback of this.callbacks) callback(this.url)
  }
  uninstall() {}
}`

let browser: Browser
let page: Page
let server: Server
let origin = ''
let isBlocked = false
let segments: Uint8Array<ArrayBuffer>[] = []
let received: unknown[][] = []

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: pageScript, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@playhead/source'],
  })
  const script = outputFiles[0]?.text ?? ''
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const chunks: Uint8Array[] = []
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    request.on('end', () => {
      const body = new Uint8Array(Buffer.concat(chunks))
      if (pathname === '/api/replay/segments') segments.push(body)
      if (pathname === '/logrocket') received.push(JSON.parse(Buffer.from(body).toString()))
      if (pathname === '/logger.min.js') {
        response.writeHead(isBlocked ? 404 : 200, { 'content-type': 'text/javascript' })
        response.end(isBlocked ? '' : loggerScript)
      } else if (pathname === '/page.js') {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
      } else if (request.method === 'POST') {
        response.writeHead(202, { 'content-type': 'application/json' }).end('{}')
      } else {
        const html = '<!doctype html><main>Shop</main><script src="/page.js"></script>'
        response.writeHead(200, { 'content-type': 'text/html' }).end(html)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  origin = `http://127.0.0.1:${address.port}`
  browser = await launchChromium()
})

afterEach(() => page.close())

afterAll(async () => {
  await browser.close()
  server.close()
})

async function open(how: { isBlocked?: boolean } = {}): Promise<void> {
  isBlocked = how.isBlocked === true
  segments = []
  received = []
  page = await (await browser.newContext()).newPage()
  await page.goto(origin)
}

async function record(options = '{}'): Promise<string> {
  await page.evaluate(`void start(${options})`)
  await expect
    .poll(() => page.evaluate('getReplay().getState().name'))
    .toMatch(/^(recording|buffering)$/)
  return page.evaluate('getReplay().sessionId')
}

async function timeline(): Promise<TimelineEvent[]> {
  await page.evaluate('getReplay().flush()')
  return (await Promise.all(segments.map((bytes) => decodeSegment(bytes)))).flatMap(
    (segment) => segment.timeline,
  )
}

const tracked = (): unknown[][] => received.filter(([call]) => call === 'track')
const url = (number: number): string => `https://app.logrocket.com/acme/shop/s/5-${number}/0?t=1`

it('links a recording that starts later to LogRocket, and LogRocket to it', async () => {
  await open()
  await expect.poll(() => page.evaluate('bridge.links().logrocket')).toBe(url(1))
  expect(tracked()).toEqual([])
  const session = await record()
  const address = `${origin}/api/replay/sessions/${session}`
  await expect
    .poll(tracked)
    .toEqual([['track', 'Playhead session', { playheadUrl: address, playheadSession: session }]])
  expect((await timeline()).filter(({ type }) => type === 'link')).toMatchObject([
    { tool: 'logrocket', subject: 'session', url: url(1), status: 'confirmed' },
  ])
  expect(await page.evaluate('bridge.links(1790000000000)')).toEqual({
    playhead: `${address}?at=1790000000000`,
    logrocket: url(1),
  })
})

it('links again when LogRocket begins a new session, and when we do', async () => {
  await open()
  const first = await record(`{ clock: { now: () => Date.now() + (window.later ?? 0) } }`)
  await expect.poll(() => tracked().length).toBeGreaterThan(0)
  await page.evaluate('LogRocket.startNewSession()')
  await expect.poll(() => page.evaluate('bridge.links().logrocket')).toBe(url(2))
  const links = (await timeline()).filter((event) => event.type === 'link')
  expect(links.map((link) => link.url)).toEqual([url(1), url(2)])

  // Half an hour and more of nothing, then somebody comes back.
  await page.evaluate('window.later = 31 * 60_000')
  await page.click('main')
  await expect.poll(() => page.evaluate('getReplay().sessionId')).not.toBe(first)
  const second: string = await page.evaluate('getReplay().sessionId')
  await expect.poll(() => tracked().at(-1)?.[2]).toMatchObject({ playheadSession: second })
  await timeline()
  const decoded = await Promise.all(segments.map((bytes) => decodeSegment(bytes)))
  const ofSecond = decoded.filter(({ header }) => header.session === second)
  expect(ofSecond.flatMap(({ timeline }) => timeline)).toContainEqual(
    expect.objectContaining({ type: 'link', tool: 'logrocket', url: url(2) }),
  )
})

it('tells LogRocket of an error with its moment here, once however often it comes', async () => {
  await open()
  const session = await record()
  await page.evaluate(`for (const _ of [1, 2, 3]) getReplay().captureError(new RangeError('no stock'))
    getReplay().captureError(new TypeError('no price'))`)
  const errors = (): unknown[] =>
    tracked().flatMap(([, name, details]) => (name === 'Playhead error' ? [details] : []))
  await expect.poll(() => JSON.stringify(errors())).toContain('no price')
  const events = (await timeline()).filter((event) => event.type === 'error')
  const address = `${origin}/api/replay/sessions/${session}?at=`
  expect(errors()).toEqual([
    {
      name: 'RangeError',
      message: 'no stock',
      playheadUrl: `${address}${events[0]?.at}`,
      playheadSession: session,
    },
    {
      name: 'TypeError',
      message: 'no price',
      playheadUrl: `${address}${events.at(-1)?.at}`,
      playheadSession: session,
    },
  ])
})

it('records as ever when LogRocket is blocked', async () => {
  await open({ isBlocked: true })
  const session = await record()
  await page.evaluate(`getReplay().identify('user-17')`)
  const events = await timeline()
  expect(events).toContainEqual(expect.objectContaining({ type: 'identify', user: 'user-17' }))
  expect(events.filter(({ type }) => type === 'link')).toEqual([])
  expect(await page.evaluate('bridge.links(5)')).toEqual({
    playhead: `${origin}/api/replay/sessions/${session}?at=5`,
    logrocket: null,
  })
  expect(received).toEqual([])
})

it('links to no recording that is kept back, until it is sent', async () => {
  await open()
  await record('{ sampling: { session: 0, onError: 1 } }')
  await expect.poll(() => page.evaluate('bridge.links().logrocket')).toBe(url(1))
  expect(await page.evaluate('bridge.links().playhead')).toBeNull()
  expect(tracked()).toEqual([])
  await page.evaluate('getReplay().sendBuffer()')
  await expect.poll(() => tracked().length).toBe(1)
})

it('identifies a user to LogRocket once, without traits that LogRocket does not take', async () => {
  await open()
  await record()
  await page.evaluate(`for (const _ of [1, 2])
    getReplay().identify('user-17', { plan: 'pro', seats: 3, address: { town: 'Ulm' } })`)
  const identified = (): unknown[][] => received.filter(([call]) => call === 'identify')
  await expect.poll(identified).toEqual([['identify', 'user-17', { plan: 'pro', seats: 3 }]])
})

it('gives LogRocket the rules of ours that it can be held to', async () => {
  await open()
  await expect.poll(() => received.find(([call]) => call === 'init')).toBeDefined()
  expect(received.find(([call]) => call === 'init')).toMatchObject([
    'init',
    'acme/shop',
    { inputSanitizer: true, textSanitizer: true, imageSanitizer: true, disablePageTitles: true },
  ])
})
