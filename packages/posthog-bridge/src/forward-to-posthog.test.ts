import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { decodeSegment, encodeSegmentNow } from '@playhead/protocol'
import { PostHog } from 'posthog-node'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { forwardToPostHog } from './server.ts'

/** PostHog's real client for Node; it sends to this server. */
let server: Server
let client: PostHog
let batches: string[] = []

const session = '00112233445566778899aabbccddeeff'
const at = 1_790_000_000_000

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Uint8Array[] = []
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const isZipped = request.headers['content-encoding'] === 'gzip' || body[0] === 0x1f
      batches.push((isZipped ? gunzipSync(body) : body).toString())
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"Ok"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  client = new PostHog('phc_test', { host: `http://127.0.0.1:${address.port}` })
})

beforeEach(() => {
  batches = []
})

afterAll(async () => {
  await client.shutdown()
  server.close()
})

async function segment(...timeline: readonly object[]) {
  const { bytes } = encodeSegmentNow({
    session,
    tab: '0123456789abcdef',
    sequence: 0,
    previous: null,
    startedAt: at,
    endedAt: at + 1,
    policy: 'fedcba9876543210',
    release: null,
    timeline: timeline.map((event) => JSON.stringify(event)),
    frames: [],
  })
  return decodeSegment(bytes)
}

const paid = { type: 'custom', at, name: 'paid', properties: { items: 2 } }
const failed = {
  type: 'error',
  at: at + 1,
  kind: 'uncaught',
  name: 'RangeError',
  message: 'no stock',
  stack: null,
}

async function sent(): Promise<Record<string, unknown>[]> {
  await client.flush()
  return batches.flatMap((text) => {
    const parsed: { batch: Record<string, unknown>[] } = JSON.parse(text)
    return parsed.batch
  })
}

it('forwards chosen events and errors with the link to their moment, by the user who is known', async () => {
  const forward = forwardToPostHog(client, {
    events: ['paid'],
    viewerUrl: 'https://shop.example/api/replay/',
  })
  forward(
    await segment({ type: 'identify', at, user: 'user-17', traits: {} }, paid, {
      ...paid,
      name: 'private',
    }),
  )
  forward(await segment(failed))
  const events = await sent()
  expect(events).toMatchObject([
    {
      event: 'paid',
      distinct_id: 'user-17',
      properties: {
        items: 2,
        playhead_url: `https://shop.example/api/replay/sessions/${session}?at=${at}`,
      },
    },
    {
      event: '$exception',
      distinct_id: 'user-17',
      properties: { $exception_list: [{ type: 'RangeError', value: 'no stock' }] },
    },
  ])
})

it('gives an event the same UUID and time whenever it is forwarded, in whichever process', async () => {
  for (const _ of [1, 2])
    forwardToPostHog(client, { events: ['paid'] })(await segment(paid, failed))
  const events = await sent()
  expect(events).toHaveLength(4)
  const [first, second, third, fourth] = events.map(({ uuid, timestamp }) => ({ uuid, timestamp }))
  expect(third).toEqual(first)
  expect(fourth).toEqual(second)
  expect(first).not.toEqual(second)
  expect(first?.uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})

it('makes no person of a visitor whom nobody has named', async () => {
  forwardToPostHog(client)(await segment(failed))
  expect(await sent()).toMatchObject([
    { distinct_id: `playhead:${session}`, properties: { $process_person_profile: false } },
  ])
})
