import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import { getReplayContext, replayContext } from '@playhead/express'
import { sentryReplay } from '@playhead/sentry-bridge'
import { createReplayServer, memoryStore } from '@playhead/server'
import * as Sentry from '@sentry/node'
import express from 'express'
import { expect, it, onTestFinished } from 'vitest'

interface SentryEvent {
  timestamp: number
  tags?: Record<string, string>
  contexts: { playhead?: Record<string, unknown> }
  exception: { values: { value: string }[] }
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('No port could be had.')
  return `127.0.0.1:${address.port}`
}

/** Sentry's ingest: the events that it was sent. */
async function serveSentry(): Promise<{ host: string; events: SentryEvent[] }> {
  const events: SentryEvent[] = []
  const ingest = createServer((request, response) => {
    const chunks: Uint8Array[] = []
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    request.on('end', () => {
      // An envelope: its header, then a header and a body of each item, a line each.
      const [, header = '', body = ''] = Buffer.concat(chunks).toString().split('\n')
      if (header.includes('"type":"event"')) events.push(JSON.parse(body))
      response.end('{}')
    })
  })
  return { host: await listen(ingest), events }
}

it('an error of a Node server leads to the session whose request it was, under way at once and detached', async () => {
  const { host, events } = await serveSentry()
  Sentry.init({ dsn: `http://public@${host}/42`, integrations: [sentryReplay(getReplayContext)] })
  const replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    publicOrigin: 'https://shop.example',
  })
  const bus = new EventEmitter()
  bus.setMaxListeners(100)
  const sessions = Array.from({ length: 20 }, (_, index) => index.toString(16).padStart(32, '0'))
  const allHere = new Promise<void>((resolve) => {
    let count = 0
    bus.on('arrived', () => ++count === sessions.length && resolve())
  })
  const app = express()
  app.use(replayContext(replay))
  app.get('/pay/:session', async ({ params }) => {
    // Outlives the answer.
    void once(bus, 'late').then(() => Sentry.captureException(new Error(`late ${params.session}`)))
    const go = once(bus, 'go')
    bus.emit('arrived')
    await go
    throw new Error(`in ${params.session}`)
  })
  Sentry.setupExpressErrorHandler(app)
  app.use(((_error, _request, response, _next) => {
    response.status(500).end()
  }) satisfies express.ErrorRequestHandler)
  const shop = await listen(createServer(app))
  const answers = sessions.map((session) =>
    fetch(`http://${shop}/pay/${session}`, {
      headers: { 'x-replay-id': `${session}.0123456789abcdef` },
    }),
  )
  await allHere
  bus.emit('go')
  await Promise.all(answers)
  bus.emit('late')
  await expect.poll(() => events.length).toBe(2 * sessions.length)
  await Sentry.close()

  for (const { tags, contexts, timestamp, exception } of events) {
    const session = exception.values[0]?.value.split(' ')[1]
    const at = Math.round(timestamp * 1_000)
    const url = `https://shop.example/api/replay/sessions/${session}?at=${at}`
    expect(tags).toMatchObject({ 'playhead.session': session, 'playhead.url': url })
    expect(contexts.playhead).toEqual({ url, session, at })
  }
  const messages = events.map(({ exception }) => exception.values[0]?.value)
  expect(new Set(messages).size).toBe(2 * sessions.length)
  await replay.close()
})
