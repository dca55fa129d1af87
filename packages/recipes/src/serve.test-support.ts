import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { gunzipSync } from 'node:zlib'

export interface Served {
  /** `http://127.0.0.1:<port>` */
  origin: string
  stop(): Promise<void>
}

export async function serve(handle: RequestListener): Promise<Served> {
  const server = createServer(handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('No port could be had.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** A vendor's ingest. @param take is handed each body as text, and the path that it was sent to. */
export function serveIngest(take: (body: string, path: string) => void): Promise<Served> {
  return serve((request, response) => {
    const chunks: Uint8Array[] = []
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const isGzip = body[0] === 0x1f && body[1] === 0x8b
      take((isGzip ? gunzipSync(body) : body).toString(), request.url ?? '')
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
}
