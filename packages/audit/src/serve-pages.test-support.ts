import { once } from 'node:events'
import { createServer } from 'node:http'
import { build } from 'esbuild'

export interface PageServer {
  origin: string
  /** What it was asked, as `GET /path`, and with which body. */
  requests: { line: string; body: string }[]
  stop(): void
}

export interface ServedPage {
  html: string
  headers?: Record<string, string>
  status?: number
}

/** Pages on loopback, and `/app.js`: Playhead as an application would bundle it, as `Playhead`. */
export async function servePages(pages: Readonly<Record<string, ServedPage>>): Promise<PageServer> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { getReplay, start } from '@playhead/core'; globalThis.Playhead = { getReplay, start }`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@playhead/source'],
  })
  const script = outputFiles[0]?.text ?? ''
  const requests: PageServer['requests'] = []
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    requests.push({
      line: `${request.method} ${request.url}`,
      body: Buffer.concat(chunks).toString(),
    })
    if (pathname === '/app.js') {
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    }
    const {
      html,
      headers,
      status = 200,
    } = pages[pathname] ?? { html: 'Nothing is here.', status: 404 }
    return response
      .writeHead(status, { 'content-type': 'text/html', ...headers })
      .end(`<!doctype html><html lang="en">${html}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    requests,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
