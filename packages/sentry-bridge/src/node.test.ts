import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import * as Sentry from '@sentry/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseEnvelope, type ReceivedEvent } from './envelopes.test-support.ts'
import type { LinkedReplay } from './linked-replay.ts'
import { sentryReplay } from './sentry-replay.ts'

/** Sentry's ingest on loopback, and requests that each come from a session of their own. */
const received: ReceivedEvent[] = []
const requests = new AsyncLocalStorage<LinkedReplay>()
let ingest: Server

beforeAll(async () => {
  ingest = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push(...parseEnvelope(request.url ?? '', Buffer.concat(chunks)))
      response.end('{}')
    })
  })
  ingest.listen(0, '127.0.0.1')
  await once(ingest, 'listening')
  const address = ingest.address()
  const port = typeof address === 'object' && address ? address.port : 0
  Sentry.init({
    dsn: `http://public@127.0.0.1:${port}/42`,
    integrations: [sentryReplay(() => requests.getStore())],
  })
})

afterAll(async () => {
  await Sentry.close(5_000)
  ingest.closeAllConnections()
  ingest.close()
})

function sessionOf(sessionId: string): LinkedReplay {
  return {
    sessionId,
    url: ({ at } = {}) => `https://shop.test/api/replay/sessions/${sessionId}?at=${at}`,
  }
}

it('links each error to the session whose request it happened in', async () => {
  const sessions = ['a', 'b', 'c'].map((letter) => letter.repeat(32))
  await Promise.all(
    sessions.map((session) =>
      requests.run(sessionOf(session), async () => {
        await new Promise((resolve) => setImmediate(resolve))
        Sentry.captureException(new Error(session))
      }),
    ),
  )
  await Sentry.flush(5_000)
  expect(received).toHaveLength(3)
  for (const { event } of received) {
    const session = event.exception?.values?.[0]?.value ?? ''
    const at = Math.round((event.timestamp ?? 0) * 1_000)
    const url = `https://shop.test/api/replay/sessions/${session}?at=${at}`
    expect(event.tags).toEqual({ 'playhead.session': session, 'playhead.url': url })
    expect(event.contexts?.playhead).toEqual({ url, session, at })
  }
})

it('leaves an error outside of a request as it is', async () => {
  received.length = 0
  Sentry.captureException(new Error('cron'))
  await Sentry.flush(5_000)
  expect(received).toHaveLength(1)
  expect(received[0]?.event.tags).toBeUndefined()
  expect(received[0]?.event.contexts).not.toHaveProperty('playhead')
})
