import { createServer, type IncomingMessage, type Server } from 'node:http'
import { Readable } from 'node:stream'
import type { ReplayServer } from './index.ts'

/** A real HTTP server in front of `replay`, on a free port of this machine. */
export function serveHttp(replay: ReplayServer): Promise<{ server: Server; origin: string }> {
  const server = createServer(async (incoming, outgoing) => {
    const response = await replay.handler(toRequest(incoming))
    outgoing.writeHead(response.status, [...response.headers].flat())
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve({ server, origin: `http://127.0.0.1:${port}` })
    })
  })
}

function toRequest(incoming: IncomingMessage): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
  const { method = 'GET' } = incoming
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method,
    headers,
    duplex: 'half',
    ...(method === 'POST' && { body: ReadableStream.from<Uint8Array>(Readable.from(incoming)) }),
  })
}
