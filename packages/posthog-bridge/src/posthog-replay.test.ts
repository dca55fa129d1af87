import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeSegment, type TimelineEvent } from '@playhead/protocol'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './launch-chromium.test-support.ts'

/** PostHog's real client in a real page; it sends to this server. */
const pageScript = `
import posthog from 'posthog-js'
import { getReplay, start } from '@playhead/core'
import { postHogReplay } from './index.ts'
window.setUp = (options, config) => {
  posthog.init('phc_test', {
    api_host: location.origin, opt_out_useragent_filter: true, request_batching: false,
    disable_compression: true, disable_external_dependency_loading: true, advanced_disable_flags: true,
    capture_pageview: false, bootstrap: { featureFlags: { 'new-checkout': true, price: 'b' } }, ...config,
  })
  window.bridge = postHogReplay(getReplay, posthog, options)
}
Object.assign(window, { posthog, getReplay, start: (options) => start({ endpoint: '/api/replay', ...options }) })
`

interface Sent {
  event: string
  properties: Record<string, unknown>
}

let browser: Browser
/** For all tests: to start one takes longer than a test. Each is a visit to a site of its own. */
let page: Page
let server: Server
let port = 0
let visits = 0
let origin = ''
let segments: Uint8Array<ArrayBuffer>[] = []
let sent: Sent[] = []

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
      else if (request.method === 'POST') sent.push(...readEvents(Buffer.from(body).toString()))
      if (pathname === '/page.js') {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
      } else if (request.method === 'POST') {
        response.writeHead(pathname.startsWith('/api/replay') ? 202 : 200).end('{}')
      } else {
        const html = '<!doctype html><main>Shop</main><script src="/page.js"></script>'
        response.writeHead(200, { 'content-type': 'text/html' }).end(html)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  browser = await launchChromium()
  page = await browser.newPage()
})

afterAll(async () => {
  await browser.close()
  server.close()
})

/** PostHog sends a batch; as a page is left, a form by beacon. */
function readEvents(body: string): Sent[] {
  const data = body.startsWith('data=') ? new URLSearchParams(body).get('data') : null
  const parsed: unknown = JSON.parse(data === null ? body : Buffer.from(data, 'base64').toString())
  if (isSent(parsed)) return [parsed]
  if (Array.isArray(parsed)) return parsed.filter(isSent)
  if (typeof parsed !== 'object' || parsed === null || !('batch' in parsed)) return []
  return Array.isArray(parsed.batch) ? parsed.batch.filter(isSent) : []
}

function isSent(entry: unknown): entry is Sent {
  return typeof entry === 'object' && entry !== null && 'event' in entry && 'properties' in entry
}

async function open(options = '{}', config = '{}', recording = '{}'): Promise<string> {
  await page.goto('about:blank')
  origin = `http://site-${visits++}.localhost:${port}`
  await page.goto(origin)
  segments = []
  sent = []
  await page.evaluate(`setUp(${options}, ${config})`)
  await page.evaluate(`void start(${recording})`)
  await expect.poll(() => page.evaluate('getReplay().getState().name')).toBe('recording')
  return page.evaluate('getReplay().sessionId')
}

async function timeline(): Promise<TimelineEvent[]> {
  await page.evaluate('getReplay().flush()')
  return (await Promise.all(segments.map((bytes) => decodeSegment(bytes)))).flatMap(
    (segment) => segment.timeline,
  )
}

const called = (event: string): Sent[] => sent.filter((one) => one.event === event)

it('puts the address of the recording on every event, and takes it off when recording ends', async () => {
  const session = await open()
  await page.evaluate(`posthog.capture('order placed')`)
  await expect.poll(() => called('order placed')).toHaveLength(1)
  expect(called('order placed')[0]?.properties).toMatchObject({
    playhead_session: session,
    playhead_url: `${origin}/api/replay/sessions/${session}`,
  })
  await page.evaluate(`getReplay().stop().then(() => posthog.capture('afterwards'))`)
  await expect.poll(() => called('afterwards')).toHaveLength(1)
  expect(called('afterwards')[0]?.properties).not.toHaveProperty('playhead_url')
})

it('links the recording to that of PostHog, and learns its flags', async () => {
  await open()
  const theirs: string = await page.evaluate('posthog.get_session_id()')
  const events = await timeline()
  expect(events.filter(({ type }) => type === 'link')).toMatchObject([
    { tool: 'posthog', subject: 'session', id: theirs, url: expect.stringContaining(theirs) },
  ])
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'flags', flags: { 'new-checkout': true, price: 'b' } }),
  )
})

it('gives PostHog the flags of others', async () => {
  await open()
  await page.evaluate(`getReplay().setFlags({ theme: 'dark' }); posthog.capture('seen')`)
  await expect.poll(() => called('seen')).toHaveLength(1)
  expect(called('seen')[0]?.properties).toMatchObject({ '$feature/theme': 'dark' })
})

it('forwards chosen events with their moment, sends none back, and is not carried away', async () => {
  const session = await open(`{ events: ['paid', 'viewed'], mirror: ['viewed'] }`)
  await page.evaluate(`getReplay().track('paid', { items: 2 }); getReplay().track('private')
    posthog.capture('viewed', { shelf: 3 })`)
  await expect.poll(() => called('paid')).toHaveLength(1)
  expect(called('paid')[0]?.properties).toMatchObject({ items: 2, playhead_forwarded: true })
  expect(called('paid')[0]?.properties.playhead_url).toMatch(
    new RegExp(`/sessions/${session}\\?at=\\d+$`),
  )
  const customs = (await timeline()).flatMap((event) => (event.type === 'custom' ? [event] : []))
  expect(customs.map(({ name }) => name)).toEqual(['paid', 'private', 'viewed'])
  expect(customs[2]?.properties).toEqual({ shelf: 3, posthog_event: true })

  await page.evaluate(`for (let n = 0; n < 200; n++) getReplay().track('paid', { n })
    posthog.capture('own event')`)
  await expect.poll(() => called('own event')).toHaveLength(1)
  expect(called('paid').length).toBeLessThanOrEqual(25)
  expect(called('viewed')).toHaveLength(1)
  expect(called('private')).toEqual([])
})

it('forwards errors that PostHog has not seen, as exceptions', async () => {
  await open()
  await page.evaluate(`getReplay().captureError(new RangeError('no stock'))
    getReplay().captureError(new TypeError('seen by both'))
    posthog.captureException(new TypeError('seen by both'))`)
  await page.evaluate(`window.dispatchEvent(new PageTransitionEvent('pagehide'))`)
  await expect.poll(() => called('$exception')).toHaveLength(2)
  const types = called('$exception').map(({ properties }) => JSON.stringify(properties))
  expect(types.filter((text) => text.includes('RangeError'))).toHaveLength(1)
  expect(types.filter((text) => text.includes('TypeError'))).toHaveLength(1)
  expect(types.find((text) => text.includes('RangeError'))).toContain('playhead_forwarded')
})

it('identifies on either side what is identified on the other, once', async () => {
  await open('{ identify: true }')
  await page.evaluate(`getReplay().identify('user-17', { plan: 'pro' })`)
  await expect.poll(() => called('$identify')).toHaveLength(1)
  expect(called('$identify')[0]?.properties).toMatchObject({ distinct_id: 'user-17' })
  await page.evaluate(`posthog.reset(); posthog.identify('user-18', { plan: 'free' })`)
  await expect.poll(() => called('$identify')).toHaveLength(2)
  const users = (await timeline()).flatMap((event) => (event.type === 'identify' ? [event] : []))
  expect(users).toMatchObject([{ user: 'user-17' }, { user: 'user-18', traits: { plan: 'free' } }])
})

/** Presses a button that does nothing, until the recording says so. */
async function rage(): Promise<void> {
  await page.evaluate(`window.heard = []
    getReplay().onEvent((event) => heard.push(event))
    document.querySelector('main').innerHTML = '<button>Pay</button>'`)
  await page.locator('button').click({ clickCount: 4 })
  await page.waitForFunction(`heard.some((event) => event.kind === 'rage-click')`)
}

/** What waits for PostHog to capture the same waits no longer. */
async function leave(): Promise<void> {
  await page.evaluate(`window.dispatchEvent(new PageTransitionEvent('pagehide'))
    posthog.capture('left')`)
  await expect.poll(() => called('left')).toHaveLength(1)
}

const quick = '{ frustration: { deadClick: { afterMs: 100 } } }'

it('forwards a rage click with its cause and its moment', async () => {
  const session = await open('{}', '{ autocapture: false }', quick)
  await rage()
  await leave()
  const rages = called('playhead_frustration').filter(
    ({ properties }) => properties.kind === 'rage-click',
  )
  expect(rages).toHaveLength(1)
  const at: number = await page.evaluate(`heard.find((event) => event.kind === 'rage-click').at`)
  expect(rages[0]?.properties).toMatchObject({
    playhead_forwarded: true,
    selector: expect.stringContaining('button'),
    cause: 'unresponsive',
    playhead_url: `${origin}/api/replay/sessions/${session}?at=${Math.round(at)}`,
  })
})

it.each([
  ['', '0'],
  [
    ', also by a PostHog that builds no exceptions',
    'posthog.exceptions.buildProperties = undefined',
  ],
  [
    ', also by one that fails to',
    'posthog.exceptions.buildProperties = () => { throw new Error("gone") }',
  ],
])('sends what happened just before the page was left%s', async (_, prepare) => {
  const session = await open('{}', '{ autocapture: false, request_batching: true }', quick)
  await page.evaluate(prepare)
  await rage()
  await page.evaluate(`getReplay().captureError(new RangeError('no stock'))`)
  await page.goto(`${origin}/left`)
  const moment = expect.stringMatching(new RegExp(`/sessions/${session}\\?at=\\d+$`))
  for (const event of ['$exception', 'playhead_frustration']) {
    await expect.poll(() => called(event), { timeout: 20_000 }).not.toHaveLength(0)
    expect(called(event)[0]?.properties).toMatchObject({ playhead_url: moment })
  }
  expect(called('$exception')[0]?.properties.$exception_list).toMatchObject([
    { type: 'RangeError', value: 'no stock' },
  ])
})

it('does not forward the rage click that PostHog has captured itself', async () => {
  await open('{}', '{ autocapture: true, rageclick: true }', quick)
  await rage()
  await expect.poll(() => called('$rageclick').length).toBeGreaterThan(0)
  await leave()
  const kinds = called('playhead_frustration').map(({ properties }) => properties.kind)
  expect(kinds).not.toContain('rage-click')
})

it('links anew when PostHog begins a session', async () => {
  await open()
  const first: string = await page.evaluate('posthog.get_session_id()')
  await page.evaluate(`posthog.sessionManager.resetSessionId(); posthog.capture('came back')`)
  const second: string = await page.evaluate('posthog.get_session_id()')
  expect(second).not.toBe(first)
  await expect
    .poll(async () =>
      (await timeline()).flatMap((event) => (event.type === 'link' ? [event.id] : [])),
    )
    .toEqual([first, second])
})

it('names the new recording once ours begins a session', async () => {
  const first = await open('{}', '{}', '{ clock: { now: () => Date.now() + (window.later ?? 0) } }')
  await page.evaluate('window.later = 31 * 60_000')
  await page.click('main')
  await expect.poll(() => page.evaluate('getReplay().sessionId')).not.toBe(first)
  const second: string = await page.evaluate('getReplay().sessionId')
  await expect.poll(() => page.evaluate('getReplay().getState().name')).toBe('recording')
  await page.evaluate(`posthog.capture('came back')`)
  await expect.poll(() => called('came back')).toHaveLength(1)
  expect(called('came back')[0]?.properties).toMatchObject({
    playhead_session: second,
    playhead_url: `${origin}/api/replay/sessions/${second}`,
  })
})
