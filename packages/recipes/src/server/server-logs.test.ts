import { PassThrough, Writable } from 'node:stream'
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs'
import { SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor as SimpleSpanProcessor2,
} from '@opentelemetry/sdk-trace-base'
import { replayContext } from '@playhead/express'
import { createReplayServer, memoryStore } from '@playhead/server'
import express from 'express'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { createLogger, format, transports } from 'winston'
import { serve, serveIngest } from '../serve.test-support.ts'
import { pinoReplay, replayLogs, replaySpans, winstonReplay } from './server-logs.ts'

const session = '00112233445566778899aabbccddeeff'

/** One request of a recorded page to an application that does `act`. */
async function request(act: () => void, headers: Record<string, string>): Promise<void> {
  const replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    publicOrigin: 'https://shop.example',
  })
  const app = express()
  app.use(replayContext(replay))
  app.get('/pay', (_request, response) => {
    act()
    response.end()
  })
  const shop = await serve(app)
  await fetch(`${shop.origin}/pay`, { headers })
  await shop.stop()
}

const recorded = { 'x-replay-id': `${session}.0123456789abcdef` }
const url = new RegExp(`^https://shop\\.example/api/replay/sessions/${session}\\?at=\\d+$`)

it('a line of pino leads to the recording; one outside of it stays as it was', async () => {
  const lines: string[] = []
  const stream = new PassThrough()
  stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  const logger = pino({ mixin: pinoReplay }, stream)
  await request(() => logger.error('no stock'), recorded)
  await request(() => logger.error('no stock'), {})
  await expect.poll(() => lines).toHaveLength(2)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    msg: 'no stock',
    'session.id': session,
    session_replay_url: expect.stringMatching(url),
  })
  expect(lines[1]).not.toContain('session')
})

it('a line of winston leads to the recording', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  const logger = createLogger({
    format: format.combine(winstonReplay(), format.json()),
    transports: [new transports.Stream({ stream })],
  })
  await request(() => void logger.error('no stock'), recorded)
  await expect.poll(() => lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    message: 'no stock',
    'session.id': session,
    session_replay_url: expect.stringMatching(url),
  })
})

/** What OpenTelemetry's exporters send to a collector: OTLP as JSON. */
async function collect(): Promise<{ origin: string; bodies: string[] }> {
  const bodies: string[] = []
  const { origin, stop } = await serveIngest((body) => bodies.push(body))
  onTestFinished(stop)
  return { origin, bodies }
}

const sessionAttribute = { key: 'session.id', value: { stringValue: session } }
const urlAttribute = {
  key: 'session_replay_url',
  value: { stringValue: expect.stringMatching(url) },
}

it('a span of OpenTelemetry carries the session by the semantic conventions', async () => {
  const { origin, bodies } = await collect()
  const exporter = new OTLPTraceExporter({ url: `${origin}/v1/traces` })
  const provider = new TracerProvider({
    spanProcessors: [replaySpans, new SimpleSpanProcessor({ exporter })],
  })
  await request(() => provider.getTracer('shop').startSpan('pay').end(), recorded)
  await expect.poll(() => bodies).toHaveLength(1)
  const sent = JSON.parse(bodies[0] ?? '')
  expect(sent.resourceSpans[0].scopeSpans[0].spans).toMatchObject([
    { name: 'pay', attributes: expect.arrayContaining([sessionAttribute, urlAttribute]) },
  ])
  await provider.shutdown()
})

it('a span of OpenTelemetry 2 carries the same, by the same processor', async () => {
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({
    spanProcessors: [replaySpans, new SimpleSpanProcessor2(exporter)],
  })
  await request(() => provider.getTracer('shop').startSpan('pay').end(), recorded)
  await provider.forceFlush()
  expect(exporter.getFinishedSpans()).toMatchObject([
    {
      name: 'pay',
      attributes: { 'session.id': session, session_replay_url: expect.stringMatching(url) },
    },
  ])
  await provider.shutdown()
})

it('a log record of OpenTelemetry leads to its own moment; one outside of it stays as it was', async () => {
  const { origin, bodies } = await collect()
  const exporter = new OTLPLogExporter({ url: `${origin}/v1/logs` })
  const provider = new LoggerProvider({
    processors: [replayLogs, new SimpleLogRecordProcessor({ exporter })],
  })
  const logger = provider.getLogger('shop')
  const at = 1_790_000_000_123
  await request(() => logger.emit({ body: 'no stock', timestamp: new Date(at) }), recorded)
  await expect.poll(() => bodies).toHaveLength(1)
  await request(() => logger.emit({ body: 'no stock' }), {})
  await expect.poll(() => bodies).toHaveLength(2)
  const [linked, other] = bodies.map(
    (body) => JSON.parse(body).resourceLogs[0].scopeLogs[0].logRecords,
  )
  const address = `https://shop.example/api/replay/sessions/${session}?at=${at}`
  expect(linked).toMatchObject([
    {
      body: { stringValue: 'no stock' },
      attributes: expect.arrayContaining([
        sessionAttribute,
        { key: 'session_replay_url', value: { stringValue: address } },
      ]),
    },
  ])
  expect(other).toMatchObject([{ attributes: [] }])
  await provider.shutdown()
})
