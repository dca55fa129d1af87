import type { SpanProcessor } from '@opentelemetry/sdk-trace-base'
import { toExpress } from '@playhead/express'
import { createReplayServer, memoryStore } from '@playhead/server'
import express from 'express'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serve, type Served } from '../serve.test-support.ts'
import { browserSpans } from './browser-spans.ts'
import { bundlePage } from './bundle-page.test-support.ts'
import { launchChromium } from './launch-chromium.test-support.ts'

/** OpenTelemetry's own packages for the browser; collector, shop and recordings are one server. */
const pageScript = `
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { SimpleSpanProcessor, WebTracerProvider } from '@opentelemetry/sdk-trace-web'
import { getReplay, start } from '@playhead/core'
import { browserSpans } from './browser-spans.ts'
const exporter = new OTLPTraceExporter({ url: location.origin + '/v1/traces' })
const provider = new WebTracerProvider({ spanProcessors: [browserSpans, new SimpleSpanProcessor(exporter)] })
const span = (name) => provider.getTracer('shop').startSpan(name)
Object.assign(window, { start, getReplay, span })
document.querySelector('button').onclick = () => {
  const paying = span('pay')
  setTimeout(() => {
    const error = new RangeError('no stock')
    paying.recordException(error)
    setTimeout(() => paying.end(), 300)
    throw error
  }, 300)
}
`

/** OpenTelemetry's own type takes it: the type check is the test. */
export const processor = browserSpans satisfies SpanProcessor

interface SentSpan {
  name: string
  startTimeUnixNano: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
  events: { name: string; timeUnixNano: string }[]
}

const store = memoryStore()
const sent: string[] = []
let browser: Browser
let shop: Served

beforeAll(async () => {
  const script = await bundlePage(pageScript)
  const app = express()
  app.use('/api/replay', toExpress(createReplayServer({ store, basePath: '/api/replay' })))
  app.post('/v1/traces', express.text({ type: () => true }), (request, response) => {
    sent.push(String(request.body))
    response.json({})
  })
  app.get('/page.js', (_, response) => void response.type('js').send(script))
  app.get('/', (_, response) => {
    response
      .type('html')
      .send('<!doctype html><button>Pay</button><script src="/page.js"></script>')
  })
  shop = await serve(app)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

async function readSpan(name: string): Promise<SentSpan> {
  const find = (): SentSpan | undefined =>
    sent
      .flatMap((body) => JSON.parse(body).resourceSpans[0].scopeSpans[0].spans)
      .find((span: SentSpan) => span.name === name)
  await expect.poll(find, { timeout: 20_000 }).toBeDefined()
  return find() ?? expect.unreachable()
}

const toMs = (nano: string | undefined): number => Math.round(Number(nano) / 1e6)

it('a span of the browser carries the session, and the address of the moment that it met an exception', async () => {
  const page = await browser.newPage()
  await page.goto(shop.origin)
  await page.evaluate('span("unrecorded").end()')
  expect((await readSpan('unrecorded')).attributes).toEqual([])
  await page.evaluate('void start({ endpoint: "/api/replay" })')
  await page.waitForFunction('getReplay().getState().name === "recording"')
  const session = String(await page.evaluate('getReplay().sessionId'))
  await page.locator('button').click()

  const span = await readSpan('pay')
  const attributes = Object.fromEntries(
    span.attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]),
  )
  expect(attributes['session.id']).toBe(session)
  const link = new URL(String(attributes['session_replay_url']))
  expect(link.origin + link.pathname).toBe(`${shop.origin}/api/replay/sessions/${session}`)
  const at = Number(link.searchParams.get('at'))
  expect(at).toBe(attributes['replay_timestamp'])
  const [exception] = span.events
  expect(at).toBe(toMs(exception?.timeUnixNano))
  expect(at).toBeGreaterThan(toMs(span.startTimeUnixNano))

  // The moment that the link names is that of the error on the recording's own timeline.
  await page.evaluate('getReplay().flush()')
  const timeline = await store.readTimeline(session)
  const errors = timeline?.events.filter(({ type }) => type === 'error') ?? []
  expect(errors).toMatchObject([{ message: expect.stringContaining('no stock') }])
  expect(Math.abs((errors[0]?.at ?? 0) - at)).toBeLessThanOrEqual(100)
})

it('a span that met no exception leads to its start', async () => {
  const page = await browser.newPage()
  await page.goto(shop.origin)
  await page.evaluate('void start({ endpoint: "/api/replay" })')
  await page.waitForFunction('getReplay().getState().name === "recording"')
  await page.evaluate('span("look").end()')
  const span = await readSpan('look')
  expect(JSON.stringify(span.attributes)).toContain(`?at=${toMs(span.startTimeUnixNano)}"`)
})
