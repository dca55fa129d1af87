import { replayContext, replayErrorHandler, toExpress } from '@playhead/express'
import express from 'express'
import { join } from 'node:path'
import { api } from './server/api.ts'
import { tellOpenTelemetry } from './server/opentelemetry.ts'
import { replay } from './server/replay.ts'
import { tellSentry } from './server/sentry.ts'

const port = Number(process.env.PORT ?? 3000)
const isDev = process.argv.includes('--dev')
const app = express()

app.use('/api/replay', toExpress(replay))
// What fails or takes long is on the timeline of the visitor whose request it was.
app.use(replayContext(replay, { slowMs: 1_000 }))
app.use('/api', api)
app.use(replayErrorHandler(replay))
app.use(tellSentry)
app.use(tellOpenTelemetry)

if (isDev) {
  const { createServer } = await import('vite')
  const vite = await createServer({ server: { middlewareMode: true } })
  app.use(vite.middlewares)
} else {
  const dist = join(import.meta.dirname, 'dist')
  app.use(express.static(dist))
  app.get('/{*path}', (_, response) => response.sendFile('index.html', { root: dist }))
}

const server = app.listen(port, 'localhost', () => {
  console.log(`The cinema    http://localhost:${port}`)
  console.log(`The viewer    http://localhost:${port}/api/replay`)
})

process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  // What has been answered 202 is on disk already; this waits for what is under way.
  void replay.close().then(() => process.exit(0))
})
