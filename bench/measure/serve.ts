import { createServer, type RequestListener, type Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Peer } from '../peers/peer.ts'
import type { Workload } from '../workloads/workload.ts'
import type { Bundle } from './bundle.ts'

export interface Upload {
  url: string
  body: Buffer
}

/** What the two servers serve at the moment, and what they saw. */
export interface Stage {
  peer: Peer
  workload: Workload
  bundle: Bundle
  readonly uploads: Upload[]
  /** Bytes of scripts that the page asked for, after gzip. */
  scriptBytes: number
}

export interface Servers {
  pagesUrl: string
  ingestUrl: string
  show(stage: Stage): void
  close(): void
}

const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' }

/** Pages on one origin, an ingestion stub on another, as with most vendors. Loopback only. */
export async function serve(): Promise<Servers> {
  let stage: Stage | null = null

  const pages = await listen((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname
    const script = stage?.bundle.get(path)
    if (script && stage) stage.scriptBytes += gzipSync(script, { level: 9 }).length
    const text = path === '/' ? stage?.workload.html : stage?.workload.files?.[path]
    const body = path === '/blank' ? '<!doctype html><title>Blank</title>' : (script ?? text)
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': types[path.split('.').at(-1) ?? ''] ?? 'text/html',
    })
    response.end(body)
  })

  const ingest = await listen((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { url = '', method, headers } = request
      const body = Buffer.concat(parts)
      if (method === 'POST') stage?.uploads.push({ url, body })
      const { status = 200, json } = stage?.peer.answer?.(url, body) ?? { json: {} }
      response.writeHead(status, {
        'content-type': 'application/json',
        'access-control-allow-origin': headers.origin ?? '*',
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
        'access-control-allow-methods': '*',
      })
      response.end(method === 'OPTIONS' ? '' : JSON.stringify(json))
    })
  })

  return {
    pagesUrl: urlOf(pages),
    ingestUrl: urlOf(ingest),
    show(next) {
      stage = next
    },
    close() {
      for (const server of [pages, ingest]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

function urlOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}`
}
