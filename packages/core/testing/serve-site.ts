import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeSegment, type Segment } from '@playhead/protocol'
import { buildScript } from '../build-script.ts'

export interface Site {
  origin: string
  /** What the handler does with a segment: stores it, breaks the connection, waits, or has had enough. */
  mode: 'store' | 'break' | 'wait' | 'stop'
  /** How many wait for an answer. */
  readonly waiting: number
  /** What the requests said of the page that they came from. */
  readonly referrers: ReadonlySet<string | undefined>
  /** Forgets what has come. */
  clear(): void
  /** What has come, each once, in the order of its chain; copies must be the same byte for byte. */
  segments(): Promise<Segment[]>
  close(): Promise<void>
}

/** Lets pages of the site be loaded with no network at all. */
const worker = `
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(clients.claim()))
self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return
  event.respondWith(caches.open('site').then(async (cache) => {
    const known = await cache.match(event.request, { ignoreSearch: true })
    if (known) return known
    const response = await fetch(event.request)
    await cache.put(event.request, response.clone())
    return response
  }))
})`

/**
 * A site that records itself with the script build, on a real http server. Any path is a page; what it
 * holds is given by the options of `start` in `options` and by `size`, a number of bytes of text that
 * compresses badly; `status` is what it is answered with.
 *
 * @param options.hasFrames also serves the scripts for frames of other origins.
 */
export async function serveSite({ hasFrames = false } = {}): Promise<Site> {
  const directory = await mkdtemp(join(tmpdir(), 'playhead-site-'))
  await buildScript(directory, { hasFrames })
  const files = new Map<string, string>()
  for (const name of await readdir(directory)) {
    files.set(`/api/replay/${name}`, await readFile(join(directory, name), 'utf8'))
  }
  files.set('/worker.js', worker)
  const bodies: Uint8Array<ArrayBuffer>[] = []
  const waiting: ServerResponse[] = []
  const referrers = new Set<string | undefined>()
  let mode: Site['mode'] = 'store'

  function receive(request: IncomingMessage, response: ServerResponse): void {
    referrers.add(request.headers.referer)
    if (mode === 'break') return void request.socket.destroy()
    if (mode === 'stop') return void response.writeHead(410).end('{"error":{"code":"gone"}}')
    const chunks: Uint8Array[] = []
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    request.on('end', () => {
      if (mode === 'wait') return void waiting.push(response)
      bodies.push(new Uint8Array(Buffer.concat(chunks)))
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"stored"}')
    })
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const file = files.get(url.pathname)
    if (url.pathname.endsWith('/erase')) return void response.writeHead(204).end()
    if (request.method === 'POST') return receive(request, response)
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(file)
    } else {
      const status = Number(url.searchParams.get('status')) || 200
      response.writeHead(status, { 'content-type': 'text/html' }).end(toPage(url))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get mode() {
      return mode
    },
    set mode(next) {
      mode = next
      // Whoever waited is cut off: the server is back under another mode.
      for (const response of waiting.splice(0)) response.destroy()
    },
    get waiting() {
      return waiting.length
    },
    referrers,
    clear() {
      bodies.splice(0)
      referrers.clear()
    },
    async segments() {
      const byPlace = new Map<string, Segment>()
      for (const segment of await Promise.all(bodies.map((bytes) => decodeSegment(bytes)))) {
        const { session, tab, sequence, checksum } = segment.header
        const place = [session, tab, String(sequence).padStart(9, '0')].join(' ')
        const known = byPlace.get(place)
        if (known && known.header.checksum !== checksum) throw new Error(`Two segments at ${place}`)
        byPlace.set(place, segment)
      }
      return [...byPlace.keys()].toSorted().flatMap((place) => byPlace.get(place) ?? [])
    },
    async close() {
      for (const response of waiting) response.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(directory, { recursive: true, force: true })
    },
  }
}

function toPage({ pathname, searchParams }: URL): string {
  const options = searchParams.get('options') ?? '{}'
  return `<!doctype html><title>${pathname}</title><p data-record-safe>page ${pathname}</p>
    <p id="filler" data-record-safe>${noise(Number(searchParams.get('size')))}</p>
    <a id="noopener" target="_blank" href="/opened">open</a>
    <script src="/api/replay/playhead.js"></script>
    <script>self.replay = Playhead.start({ endpoint: '/api/replay', ...${options} })</script>`
}

/** Text that hardly gets smaller. */
function noise(length: number): string {
  let state = 1
  let text = ''
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    text += state.toString(36)
  }
  return text
}
