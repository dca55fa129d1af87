import { once } from 'node:events'
import { createServer } from 'node:http'
import { gunzipSync } from 'node:zlib'

/** A vendor's servers on loopback: keep what they are sent, as text, and answer that all is well. */
export interface Vendor {
  /** `http://127.0.0.1:<port>` */
  origin: string
  /** The vendor's own words in what it was sent, inflated. */
  bodies: string[]
  stop: () => void
}

/** @param scripts by path, for an SDK that loads its other half. */
export async function serveVendor(scripts: Record<string, string> = {}): Promise<Vendor> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.method === 'POST') bodies.push(read(Buffer.concat(chunks)))
      const script = scripts[pathname] ?? (pathname.endsWith('.js') ? '' : null)
      response.writeHead(200, {
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
        'content-type': script === null ? 'application/json' : 'text/javascript',
      })
      response.end(script ?? '{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('No port could be had.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    bodies,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** gzip by its magic bytes; a form's base64, as PostHog sends it when a page is left. */
function read(body: Buffer): string {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body).toString()
  const text = body.toString()
  const data = text.startsWith('data=') ? new URLSearchParams(text).get('data') : null
  return data === null ? text : Buffer.from(data, 'base64').toString()
}
