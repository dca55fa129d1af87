import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LogsBeforeSend } from '@datadog/browser-logs'
import type { RumBeforeSend } from '@datadog/browser-rum'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { datadogLogsReplay, datadogRumReplay } from './browser-trackers.ts'
import { launchChromium } from './launch-chromium.test-support.ts'

/** The trackers' real packages in a real page; all of them send to this server. */
const pageScript = `
import Bugsnag from '@bugsnag/browser'
import { datadogLogs } from '@datadog/browser-logs'
import { datadogRum } from '@datadog/browser-rum'
import Rollbar from 'rollbar'
import { getReplay, start } from '@playhead/core'
import { bugsnagReplay, datadogLogsReplay, datadogRumReplay, reportTo, rollbarReplay } from './browser-trackers.ts'
const here = location.origin
Object.assign(window, {
  start: () => start({ endpoint: '/api/replay' }), getReplay,
  bugsnag() {
    const endpoints = { notify: here + '/bugsnag', sessions: here + '/sessions' }
    Bugsnag.start({ apiKey: '00112233445566778899aabbccddeeff', endpoints, autoTrackSessions: false, onError: bugsnagReplay })
    Bugsnag.notify(new RangeError('no stock'))
  },
  rollbar() {
    const rollbar = new Rollbar({ accessToken: 'test', endpoint: here + '/rollbar', transform: rollbarReplay })
    rollbar.error('no stock')
  },
  startDatadog() {
    const common = { clientToken: 'test', sessionSampleRate: 100, telemetrySampleRate: 0 }
    const applicationId = '00112233-4455-6677-8899-aabbccddeeff'
    datadogRum.init({ ...common, applicationId, proxy: here + '/rum', beforeSend: datadogRumReplay })
    datadogLogs.init({ ...common, proxy: here + '/logs', beforeSend: datadogLogsReplay })
  },
  isDatadogReady: () => datadogRum.getInternalContext() && datadogLogs.getInternalContext() && true,
  datadog() {
    datadogRum.addError(new RangeError('no stock'))
    datadogLogs.logger.error('no stock')
  },
  webhook: () => reportTo(here + '/webhook', new RangeError('no stock')),
})
`

interface DatadogEvent {
  date: number
  replay?: unknown
  context?: { replay?: unknown }
}

let browser: Browser
let page: Page
let server: Server
let origin = ''
let session = ''
const received = new Map<string, string>()

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
      const [, tracker = ''] = pathname.split('/')
      if (request.method === 'POST' && tracker !== 'api') {
        received.set(tracker, `${received.get(tracker) ?? ''}\n${Buffer.concat(chunks).toString()}`)
      }
      if (pathname === '/page.js') {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
      } else if (request.method === 'POST') {
        response.writeHead(tracker === 'api' ? 202 : 200).end('{}')
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
  page = await browser.newPage()
  await page.goto(origin)
  await page.evaluate('void start()')
  await page.waitForFunction('getReplay().getState().name === "recording"')
  session = await page.evaluate('getReplay().sessionId')
}, 60_000)

afterAll(async () => {
  await browser.close()
  server.close()
})

it.each(['bugsnag', 'rollbar', 'webhook'])(
  'what %s receives leads to the moment of the error',
  async (tracker) => {
    await page.evaluate(`void ${tracker}()`)
    await expect.poll(() => received.get(tracker) ?? '').toContain('no stock')
    const link = new RegExp(
      `"session_replay_url":"${origin}/api/replay/sessions/${session}\\?at=\\d+"`,
    )
    expect(received.get(tracker)).toMatch(link)
  },
)

/** Datadog's own types take them: the type check is the test. */
const datadog = {
  rum: datadogRumReplay satisfies RumBeforeSend,
  logs: datadogLogsReplay satisfies LogsBeforeSend,
}

/** Last, as it leaves the page: that is when Datadog sends what it has gathered. */
it('what Datadog receives leads to the moment of the error', async () => {
  await page.evaluate('startDatadog()')
  await page.waitForFunction('isDatadogReady()')
  await page.evaluate('datadog()')
  await page.goto(`${origin}/left`)
  for (const product of Object.keys(datadog)) {
    await expect.poll(() => received.get(product) ?? '').toContain('no stock')
    // A line for each event.
    const events: DatadogEvent[] = (received.get(product) ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    const [told] = events.filter((event) => JSON.stringify(event).includes('no stock'))
    expect(told?.replay ?? told?.context?.replay).toEqual({
      session_id: session,
      session_replay_url: `${origin}/api/replay/sessions/${session}?at=${told?.date}`,
      replay_timestamp: told?.date,
    })
  }
})
