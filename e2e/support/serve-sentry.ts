import { once } from 'node:events'
import { createServer } from 'node:http'

/** Sentry's ingest on loopback: keeps the bodies it gets, as text. */
export interface SentryIngest {
  dsn: string
  bodies: string[]
  stop: () => void
}

export async function serveSentry(): Promise<SentryIngest> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString())
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('No port could be had.')
  return {
    dsn: `http://public@127.0.0.1:${address.port}/42`,
    bodies,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
