import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeSegment, type Segment } from '@playhead/protocol'
import { createReplayServer, sqliteStore } from '@playhead/server'
import { readSegments } from '../support/search-database.ts'
import { createHaystack, type Haystack } from './search.ts'

export interface CanarySite {
  origin: string
  /** Answers the path with this page. */
  setPage(path: string, html: string, headers?: Record<string, string>): void
  /** What has come in since the last call, decoded and as bytes, with its requests' headers. */
  takeUploads(): Promise<{ haystack: Haystack; segments: Segment[] }>
  /** All that the database holds: its files' bytes, and what they say to whoever has the key. */
  readDatabase(): Promise<Haystack>
  close(): Promise<void>
}

/** A site with the real handler on it, which keeps what it receives in a database of its own. */
export async function serveCanarySite(): Promise<CanarySite> {
  const folder = mkdtempSync(join(tmpdir(), 'playhead-canaries-'))
  const database = join(folder, 'replay.db')
  const replay = createReplayServer({
    store: sqliteStore({ path: database }),
    basePath: '/api/replay',
  })
  const pages = new Map<string, { html: string; headers: Record<string, string> }>()
  let uploads: { bytes: Uint8Array<ArrayBuffer>; headers: string }[] = []

  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/' } = request
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Uint8Array.from(Buffer.concat(chunks))
    const path = new URL(url, 'http://localhost').pathname
    if (!path.startsWith('/api/replay')) {
      const page = pages.get(path)
      const headers = { 'content-type': 'text/html; charset=utf-8', ...page?.headers }
      response.writeHead(page ? 200 : 404, headers).end(page?.html ?? 'nothing here')
      return
    }
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
    if (method === 'POST') {
      // Cookies are the site's own, and the browser sends them wherever the site's requests go.
      const { cookie: _, referer, ...headers } = request.headers
      // A beacon's referrer cannot be chosen.
      const isBeacon = headers['sec-fetch-mode'] === 'no-cors'
      const told = isBeacon ? headers : { ...headers, referer }
      uploads.push({ bytes: body, headers: `${url} ${JSON.stringify(told)}` })
    }
    const answer = await replay.handler(
      new Request(`http://${request.headers.host}${url}`, {
        method,
        headers,
        ...(method !== 'GET' && { body }),
      }),
    )
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setPage: (path, html, headers = {}) => void pages.set(path, { html, headers }),
    async takeUploads() {
      const haystack = createHaystack()
      const segments: Segment[] = []
      const taken = uploads
      uploads = []
      for (const { bytes, headers } of taken) {
        haystack.addBytes(bytes)
        haystack.addValue(headers)
        const segment = await decodeSegment(bytes)
        segments.push(segment)
        haystack.addValue(segment.header)
        haystack.addValue(segment.timeline)
        haystack.addValue(segment.frames)
      }
      return { haystack, segments }
    },
    async readDatabase() {
      const haystack = createHaystack()
      for (const bytes of await readSegments(database)) {
        const { header, timeline, frames } = await decodeSegment(bytes)
        haystack.addValue(header)
        haystack.addValue(timeline)
        haystack.addValue(frames)
      }
      const store = sqliteStore({ path: database })
      const { sessions } = await store.listSessions({ limit: 100, cursor: null })
      for (const { id } of sessions) haystack.addValue(await store.readSession(id))
      await store.close()
      for (const name of readdirSync(folder)) haystack.addBytes(readFileSync(join(folder, name)))
      return haystack
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await replay.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
