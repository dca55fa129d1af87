import { EventEmitter, once } from 'node:events'
import { getReplayContext, replayContext } from '@playhead/express'
import { sentryReplay } from '@playhead/sentry-bridge'
import { createReplayServer, memoryStore } from '@playhead/server'
import type * as Sentry11 from '@sentry/node'
import express from 'express'
import { serve } from '../serve.test-support.ts'

/*
 * `node sentry-server.test-support.ts <major> <dsn> <sessions>`: a shop whose requests, one of each
 * session and all under way at once, fail. In a process of its own, as each version of Sentry's SDK takes
 * the process for itself.
 */
const [major = '', dsn = '', sessions = ''] = process.argv.slice(2)
const ids = sessions.split(',')

const Sentry: typeof Sentry11 = await import(
  major === '11' ? '@sentry/node' : `sentry-node-${major}`
)
Sentry.init({ dsn, integrations: [sentryReplay(getReplayContext)] })

const replay = createReplayServer({
  store: memoryStore(),
  basePath: '/api/replay',
  publicOrigin: 'https://shop.example',
})
const bus = new EventEmitter()
bus.setMaxListeners(100)
const allHere = new Promise<void>((resolve) => {
  let count = 0
  bus.on('arrived', () => ++count === ids.length && resolve())
})

const app = express()
app.use(replayContext(replay))
app.use((_request, _response, next) => Sentry.withIsolationScope(() => next()))
app.get('/pay/:session', async ({ params: { session } }) => {
  Sentry.setTag('order', session)
  Sentry.setContext('order', { of: session })
  // Outlives the answer.
  void once(bus, 'late').then(() => Sentry.captureException(new Error(`late ${session}`)))
  const go = once(bus, 'go')
  bus.emit('arrived')
  await go
  throw new Error(`in ${session}`)
})
Sentry.setupExpressErrorHandler(app)
app.use(((_error, _request, response, _next) => {
  response.status(500).end()
}) satisfies express.ErrorRequestHandler)

const shop = await serve(app)
const answers = ids.map((session) =>
  fetch(`${shop.origin}/pay/${session}`, {
    headers: { 'x-replay-id': `${session}.0123456789abcdef` },
  }),
)
await allHere
bus.emit('go')
await Promise.all(answers)
bus.emit('late')
await new Promise((resolve) => setImmediate(resolve))
await Sentry.close(10_000)
await shop.stop()
await replay.close()
// Connections that are kept alive would keep it alive as well.
process.exit()
