import type { ReplayServer } from '@playhead/server'
import express, { type Express } from 'express'
import { once } from 'node:events'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'

export interface ServedApp {
  /** `http://127.0.0.1:<port>` */
  origin: string
  port: number
  /** What reached the application's error handler. */
  errors: unknown[]
}

/** An Express application on a port until the test ends. */
export async function serveApp(build: (app: Express) => void): Promise<ServedApp> {
  const app = express()
  const errors: unknown[] = []
  build(app)
  app.use(((error, _request, response, next) => {
    errors.push(error)
    if (response.headersSent) next(error)
    else response.status(500).end()
  }) satisfies express.ErrorRequestHandler)
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('No port could be had.')
  return { origin: `http://127.0.0.1:${address.port}`, port: address.port, errors }
}

/** A replay server of which only the shape matters: `handler` is the test's. */
export function replayWith(handler: ReplayServer['handler'], basePath = '/replay'): ReplayServer {
  return {
    basePath,
    handler,
    contextFrom: () => null,
    recordEvent: async () => 'unlinked',
    close: async () => undefined,
  }
}

/** What `request` is answered with, of which nothing has been read yet. */
export function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => request.once('response', resolve).once('error', reject))
}
