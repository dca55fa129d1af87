import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { decodeSegment, type LinkEvent, type TimelineEvent } from '@playhead/protocol'
import { build } from 'esbuild'
import { parseEnvelope, type ReceivedEvent } from './envelopes.test-support.ts'

/** On loopback: a page, Sentry's ingest, and the ingest of segments. */
export interface Lab {
  origin: string
  dsn: string
  /** What Sentry would have received, in order. */
  events: ReceivedEvent[]
  /** What Sentry answers next; 200 when it is empty. */
  answers: { status: number; headers?: Record<string, string> }[]
  timeline(): Promise<TimelineEvent[]>
  links(): Promise<LinkEvent[]>
  stop(): void
}

/**
 * The page's script.
 * @param sdk the package that the page's `sentry-11` stands for.
 */
export async function bundleLab(sdk: string, entry = 'lab-page.test-support.ts'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/${entry}`],
    bundle: true,
    write: false,
    format: 'iife',
    minifySyntax: true,
    conditions: ['@playhead/source'],
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { 'sentry-11': sdk },
  })
  return outputFiles[0]?.text ?? ''
}

/** On a port of its own, so that a page that was elsewhere before finds nothing it stored there. */
export async function serveLab(script: string): Promise<Lab> {
  const events: ReceivedEvent[] = []
  const answers: Lab['answers'] = []
  const segments: Buffer[] = []

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    void readBody(request).then((body) => {
      if (pathname === '/lab.js')
        return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
      if (pathname === '/api/replay/segments') {
        segments.push(body)
        return response.writeHead(202, { 'content-type': 'application/json' }).end('{}')
      }
      if (pathname.endsWith('/envelope/') || pathname === '/tunnel') {
        const answer = answers.shift() ?? { status: 200 }
        if (answer.status === 200) events.push(...parseEnvelope(pathname, body))
        return response.writeHead(answer.status, answer.headers).end('{}')
      }
      return response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Lab</title><h1>Lab</h1><script src="/lab.js"></script>')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const origin = `http://127.0.0.1:${port}`

  const timeline = async (): Promise<TimelineEvent[]> => {
    const decoded = await Promise.all(segments.map((bytes) => decodeSegment(new Uint8Array(bytes))))
    return decoded.flatMap(({ timeline }) => timeline)
  }
  return {
    origin,
    dsn: `http://public@127.0.0.1:${port}/42`,
    events,
    answers,
    timeline,
    links: async () => (await timeline()).filter((event) => event.type === 'link'),
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
