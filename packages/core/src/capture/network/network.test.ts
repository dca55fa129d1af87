import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { launchChromium } from '../../../testing/launch-chromium.ts'
import type { TimelineEvent } from '@playhead/protocol'

/** A real server that streams, and a real page that watches its requests with everything switched on. */
let browser: Browser
let page: Page
let server: Server
let sockets: WebSocketServer
const streams: ServerResponse[] = []
const downloadBytes = 50_000_000

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: pageScript, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    conditions: ['@playhead/source'],
  })
  const script = outputFiles[0]?.text ?? ''
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      streams.push(response)
    } else if (pathname === '/push') {
      streams.at(-1)?.write('data: more\n\n')
      response.end()
    } else if (pathname === '/download') {
      download(response)
    } else {
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<script>${script}</script>`)
    }
  })
  sockets = new WebSocketServer({ server, path: '/socket' })
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => socket.send(`${String(data)} ${String(data)}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await launchChromium()
  page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
}, 60_000)

afterAll(async () => {
  await browser.close()
  sockets.close()
  for (const stream of streams) stream.destroy()
  server.close()
})

/** What the page runs: the tracker, with every body allowed. */
const pageScript = `
import { createBudget } from '../../budget/budget.ts'
import { createListen } from '../../page/listen.ts'
import { createPolicy } from '../../privacy/policy.ts'
import { trackNetwork } from '../track-network.ts'
import { recordDetails } from './record-details.ts'
window.events = []
const clock = { now: () => Date.now() }
const emit = (event) => window.events.push(event)
const gates = { set: () => undefined, drop: () => undefined }
trackNetwork(emit, {
  budget: createBudget({ emit, gates, clock, report: () => undefined }),
  clock,
  policy: createPolicy(),
  listen: createListen(() => undefined),
  nodeId: () => undefined,
  isOwnUrl: () => false,
  onRequest: () => undefined,
  onRoot: () => undefined,
  report: () => undefined,
}, recordDetails({ bodies: [/./] }))
`

const readEvents = (type: string): Promise<TimelineEvent[]> =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { events: TimelineEvent[] }).events.filter(
        (event) => event.type === wanted,
      ),
    type,
  )

function download(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain', 'content-length': downloadBytes })
  const piece = Buffer.alloc(1_000_000, 'All the words of a long text. ')
  let sent = 0
  const push = (): void => {
    while (sent < downloadBytes) {
      sent += piece.length
      if (!response.write(piece)) {
        response.once('drain', push)
        return
      }
    }
    response.end()
  }
  push()
}

it('hands over each piece of a stream while it is still open', async () => {
  // The server sends a piece only once the page has asked for it, after it got the one before.
  const pieces = await page.evaluate(async () => {
    const reader = (await fetch('/stream')).body?.getReader()
    const received: string[] = []
    for (let count = 0; count < 3; count++) {
      await fetch('/push')
      received.push(new TextDecoder().decode((await reader?.read())?.value))
    }
    await reader?.cancel()
    return received
  })
  expect(pieces).toEqual(Array.from({ length: 3 }, () => 'data: more\n\n'))
  expect(await readEvents('network')).toContainEqual(
    expect.objectContaining({ status: 200, contentType: 'text/event-stream' }),
  )
})

it('lets a large download through whole and keeps no more of it than the cap', async () => {
  const received = await page.evaluate(async () => {
    const reader = (await fetch('/download')).body?.getReader()
    let bytes = 0
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      bytes += piece.value.length
    }
    return bytes
  })
  expect(received).toBe(downloadBytes)
  const [body] = (await readEvents('network-detail')).flatMap((event) =>
    event.type === 'network-detail' && event.responseBody ? [event.responseBody] : [],
  )
  expect(body?.isCut).toBe(true)
  expect(body?.text.length).toBeLessThanOrEqual(10_000)
  expect(body?.text).toMatch(/^All the words/)
})

it('counts what goes through a WebSocket, which stays one in every way', async () => {
  const facts = await page.evaluate(async () => {
    const socket = new WebSocket(`ws://${location.host}/socket?token=abc`)
    await new Promise((resolve) => socket.addEventListener('open', resolve))
    const answer = new Promise<string>((resolve) => {
      socket.addEventListener('message', (event) => resolve(String(event.data)))
    })
    socket.send('ping')
    const text = await answer
    const closed = new Promise((resolve) => socket.addEventListener('close', resolve))
    socket.close(1000)
    await closed
    return { text, isOne: socket instanceof WebSocket, open: WebSocket.OPEN, name: WebSocket.name }
  })
  expect(facts).toEqual({ text: 'ping ping', isOne: true, open: 1, name: 'WebSocket' })
  const events = await readEvents('socket')
  expect(events).toMatchObject([
    { api: 'websocket', phase: 'open', url: expect.stringMatching(/\/socket\?token=\*$/) },
    { phase: 'close', code: 1000, sent: 1, sentBytes: 4, received: 1, receivedBytes: 9 },
  ])
  expect(JSON.stringify(events)).not.toContain('ping')
})

it('sees an EventSource open and close', async () => {
  await page.evaluate(async () => {
    const source = new EventSource('/stream')
    await new Promise((resolve) => source.addEventListener('open', resolve))
    const received = new Promise((resolve) => source.addEventListener('message', resolve))
    await fetch('/push')
    await received
    source.close()
  })
  const events = (await readEvents('socket')).filter(
    (event) => event.type === 'socket' && event.api === 'event-source',
  )
  expect(events).toMatchObject([
    { phase: 'open' },
    { phase: 'close', received: 1, receivedBytes: 4 },
  ])
})
