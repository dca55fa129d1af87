import type { LogsBeforeSend } from '@datadog/browser-logs'
import type { RumBeforeSend } from '@datadog/browser-rum'
import { toExpress } from '@playhead/express'
import { createReplayServer, memoryStore } from '@playhead/server'
import express from 'express'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serve, type Served } from '../serve.test-support.ts'
import { datadogLogsReplay, datadogRumReplay } from './browser-trackers.ts'
import { bundlePage } from './bundle-page.test-support.ts'
import { launchChromium } from './launch-chromium.test-support.ts'

/** The trackers' real packages in a real page; all of them send to this server, which takes the recording too. */
const pageScript = `
import Bugsnag from '@bugsnag/browser'
import { datadogLogs } from '@datadog/browser-logs'
import { datadogRum } from '@datadog/browser-rum'
import Rollbar from 'rollbar'
import { getReplay, start } from '@playhead/core'
import { bugsnagReplay, datadogLogsReplay, datadogRumReplay, reportTo, rollbarReplay } from './browser-trackers.ts'
const here = location.origin
const fail = (tracker) => setTimeout(() => { throw new RangeError('no stock for ' + tracker) }, 300)
Object.assign(window, {
  start: () => start({ endpoint: '/api/replay' }), getReplay,
  bugsnag() {
    const endpoints = { notify: here + '/bugsnag', sessions: here + '/sessions' }
    Bugsnag.start({ apiKey: '00112233445566778899aabbccddeeff', endpoints, autoTrackSessions: false, onError: bugsnagReplay })
    fail('bugsnag')
  },
  rollbar() {
    new Rollbar({ accessToken: 'test', endpoint: here + '/rollbar', captureUncaught: true, transform: rollbarReplay })
    fail('rollbar')
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
  webhook() {
    addEventListener('error', ({ error }) => void reportTo(here + '/webhook', error))
    fail('webhook')
  },
})
`

interface DatadogEvent {
  date: number
  replay?: unknown
  context?: { replay?: unknown }
}

const store = memoryStore()
let browser: Browser
let page: Page
let shop: Served
let session = ''
const received = new Map<string, string>()

beforeAll(async () => {
  const script = await bundlePage(pageScript)
  const app = express()
  app.use('/api/replay', toExpress(createReplayServer({ store, basePath: '/api/replay' })))
  app.post('/:tracker', express.text({ type: () => true }), ({ params, body }, response) => {
    received.set(params.tracker, `${received.get(params.tracker) ?? ''}\n${String(body)}`)
    response.json({})
  })
  app.get('/page.js', (_, response) => void response.type('js').send(script))
  app.get('/{*page}', (_, response) => {
    response.send('<!doctype html><main>Shop</main><script src="/page.js"></script>')
  })
  shop = await serve(app)
  browser = await launchChromium()
  page = await browser.newPage()
  await page.goto(shop.origin)
  await page.evaluate('void start()')
  await page.waitForFunction('getReplay().getState().name === "recording"')
  session = await page.evaluate('getReplay().sessionId')
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

it.each(['bugsnag', 'rollbar', 'webhook'])(
  'what %s receives leads to the moment of the error on the timeline',
  async (tracker) => {
    const message = `no stock for ${tracker}`
    await page.evaluate(`void ${tracker}()`)
    await expect.poll(() => received.get(tracker) ?? '').toContain(message)
    const body =
      received
        .get(tracker)
        ?.split('\n')
        .find((line) => line.includes(message)) ?? ''
    const links = [...body.matchAll(/"session_replay_url":"([^"]+)"/g)].map(([, link]) => link)
    expect(links).toHaveLength(1)
    const { origin, pathname, searchParams } = new URL(String(links))
    expect(origin + pathname).toBe(`${shop.origin}/api/replay/sessions/${session}`)

    await page.evaluate('getReplay().flush()')
    const { events = [] } = (await store.readTimeline(session)) ?? {}
    const [error = expect.unreachable(), ...others] = events.filter(
      (event) => event.type === 'error' && event.message.includes(message),
    )
    expect(others).toEqual([])
    expect(Math.abs(Number(searchParams.get('at')) - error.at)).toBeLessThanOrEqual(100)
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
  await page.goto(`${shop.origin}/left`)
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
      session_replay_url: `${shop.origin}/api/replay/sessions/${session}?at=${told?.date}`,
      replay_timestamp: told?.date,
    })
  }
})
