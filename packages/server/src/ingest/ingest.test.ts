import { deflateRawSync } from 'node:zlib'
import {
  crc32,
  decodeSegment,
  encodeSegment,
  encodeSegmentNow,
  readSegmentHeader,
  type SegmentDraft,
} from '@playhead/protocol'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  createReplayServer,
  memoryStore,
  type ReplayServer,
  type ReplayStore,
  type ServerLimits,
} from '../index.ts'
import { failure, get, post, sampleDraft } from '../requests.test-support.ts'

const { session, tab } = sampleDraft
const newest = { limit: 10, cursor: null }

let store: ReplayStore
let replay: ReplayServer
let errors: unknown[]

beforeEach(() => {
  store = memoryStore()
  errors = []
  replay = createReplayServer({
    store,
    basePath: '/api/replay',
    onError: (error) => errors.push(error),
  })
})

describe('a segment', () => {
  it('is acknowledged and kept as it was sent', async () => {
    const { bytes } = await encodeSegment(sampleDraft)
    const response = await replay.handler(post(bytes, { 'user-agent': 'Browser 1' }))
    expect(response.status).toBe(202)
    expect(await response.json()).toEqual({ status: 'stored' })
    expect(await store.readSegment(session, tab, 0)).toEqual(bytes)
    const stored = await store.readSession(session)
    expect(stored?.session).toMatchObject({
      entryUrl: '/cart',
      pages: 1,
      clicks: 1,
      userAgent: 'Browser 1',
      release: 'shop@1.4.2 ✓',
    })
    expect(stored?.segments).toMatchObject([
      { frames: 21, timelineEvents: 2, keyframes: [1790000000000] },
    ])
  })

  it('sent twice is stored once, and both times acknowledged', async () => {
    const { bytes } = encodeSegmentNow(sampleDraft)
    const responses = [await replay.handler(post(bytes)), await replay.handler(post(bytes))]
    expect(responses.map(({ status }) => status)).toEqual([202, 202])
    expect(await responses[1]?.json()).toEqual({ status: 'duplicate' })
    const list = await store.listSessions(newest)
    expect(list.sessions).toMatchObject([{ id: session, segments: 1, clicks: 1 }])
  })

  it('may come in pieces, from a browser that names no charset', async () => {
    const { bytes } = await encodeSegment(sampleDraft)
    const stream = ReadableStream.from(Array.from(bytes, (byte) => Uint8Array.of(byte)))
    const response = await replay.handler(post(stream, { 'content-type': 'TEXT/PLAIN' }))
    expect(response.status).toBe(202)
    expect(await store.readSegment(session, tab, 0)).toEqual(bytes)
  })

  it('is kept without what the vocabulary does not know, and without live content', async () => {
    const node = {
      type: 2,
      id: 7,
      tagName: 'script',
      attributes: { src: '/evil.js' },
      childNodes: [],
    }
    const { bytes } = await encodeSegment({
      ...sampleDraft,
      timeline: ['{"type":"visibility","at":1,"state":"hidden","secret":"4111 1111 1111 1111"}'],
      frames: [JSON.stringify({ type: 2, timestamp: 1, data: { node } })],
    })
    await replay.handler(post(bytes))
    const kept = await store.readSegment(session, tab, 0)
    if (!kept) throw new Error('Nothing was kept.')
    const { timeline, frames } = await decodeSegment(kept)
    expect(timeline).toEqual([{ type: 'visibility', at: 1, state: 'hidden' }])
    expect(JSON.stringify(frames)).not.toMatch(/evil|"script"/)
  })
})

describe('refused, with the store unchanged:', () => {
  /** What the request is refused with. Fails if anything is kept of it, or reported as the server's fault. */
  async function refusalOf(request: Request): Promise<{ status: number; code: string }> {
    const { bytes } = encodeSegmentNow({ ...sampleDraft, session: 'f'.repeat(32) })
    await replay.handler(post(bytes))
    const before = await store.listSessions(newest)
    const refusal = await failure(await replay.handler(request))
    expect(await store.listSessions(newest)).toEqual(before)
    expect(await store.readSession(session)).toBeNull()
    expect(errors).toEqual([])
    return refusal
  }

  it.each(['application/json', 'application/octet-stream', 'text/html', 'text/plainer', ''])(
    'content type "%s"',
    async (type) => {
      const { bytes } = encodeSegmentNow(sampleDraft)
      expect(await refusalOf(post(bytes, { 'content-type': type }))).toEqual({
        status: 415,
        code: 'unsupported_media_type',
      })
    },
  )

  it('no body', async () => {
    const headers = { host: 'localhost:3000', 'content-type': 'text/plain' }
    const url = 'http://localhost:3000/api/replay/segments'
    expect(await refusalOf(new Request(url, { method: 'POST', headers }))).toEqual({
      status: 400,
      code: 'not_a_segment',
    })
  })

  it('what is no segment', async () => {
    expect(await refusalOf(post('{"hello":"world"}'))).toEqual({
      status: 400,
      code: 'not_a_segment',
    })
  })

  it('a segment cut short', async () => {
    const { bytes } = await encodeSegment(sampleDraft)
    expect(await refusalOf(post(bytes.slice(0, -1)))).toEqual({ status: 400, code: 'truncated' })
  })

  it('a segment with something behind it', async () => {
    const { bytes } = await encodeSegment(sampleDraft)
    expect(await refusalOf(post(new Uint8Array([...bytes, 0])))).toEqual({
      status: 400,
      code: 'trailing_bytes',
    })
  })

  it('an unknown format version', async () => {
    const { bytes } = await encodeSegment(sampleDraft)
    bytes[8] = 3
    expect(await refusalOf(post(reseal(bytes)))).toEqual({
      status: 400,
      code: 'unsupported_version',
    })
  })

  it('any bit flipped', async () => {
    const { bytes } = await encodeSegment(sampleDraft)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
        const flipped = bytes.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const response = await replay.handler(post(flipped))
        expect((await failure(response)).status).toBeOneOf([400, 413])
      }),
      { numRuns: 200 },
    )
    expect((await store.listSessions(newest)).sessions).toEqual([])
    expect(errors).toEqual([])
  })

  it('any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        const { status } = await failure(await replay.handler(post(new Uint8Array(noise))))
        expect(status).toBeOneOf([400, 413])
      }),
    )
    expect(errors).toEqual([])
  })

  it('more bytes than a segment may have, announced', async () => {
    expect(await refusalOf(post(new Uint8Array(10), { 'content-length': '1000001' }))).toEqual({
      status: 413,
      code: 'too_large',
    })
  })

  it('more bytes than a segment may have, without reading on', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 100_000
        controller.enqueue(new Uint8Array(100_000))
      },
    })
    expect(await refusalOf(post(endless))).toEqual({ status: 413, code: 'too_large' })
    expect(sent).toBeLessThanOrEqual(1_200_000)
  })

  it('a body that breaks off', async () => {
    const { bytes } = await encodeSegment(sampleDraft)
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(bytes.slice(0, 50))
        controller.error(new Error('connection reset'))
      },
    })
    expect(await refusalOf(post(broken))).toEqual({ status: 400, code: 'unreadable_body' })
  })

  it('a body that somebody has read', async () => {
    const request = post(encodeSegmentNow(sampleDraft).bytes)
    await request.text()
    expect(await refusalOf(request)).toEqual({ status: 400, code: 'unreadable_body' })
  })

  it('a bomb', async () => {
    const { bytes } = await encodeSegment(sampleDraft)
    const { header, bytes: headerBytes } = readSegmentHeader(bytes)
    const bomb = deflateRawSync(Buffer.alloc(40_000_000))
    const body = new Uint8Array(headerBytes + header.timelineBytes + bomb.length)
    body.set(bytes.subarray(0, headerBytes + header.timelineBytes))
    body.set(bomb, headerBytes + header.timelineBytes)
    const view = new DataView(body.buffer)
    view.setUint32(64, bomb.length)
    expect(await refusalOf(post(reseal(body.slice())))).toEqual({
      status: 400,
      code: 'invalid_compression',
    })
    view.setUint32(72, 40_000_000)
    expect(await refusalOf(post(reseal(body)))).toEqual({ status: 413, code: 'too_large' })
  })

  it.each<[string, number, string, Partial<SegmentDraft>]>([
    ['JSON nested too deep', 413, 'too_deep', { frames: ['['.repeat(10_000)] }],
    ['too many events', 413, 'too_many_events', { timeline: Array<string>(10_001).fill('') }],
    ['what is not JSON', 400, 'invalid_json', { frames: ['{'] }],
    ['an event nobody knows', 400, 'invalid_timeline_event', { timeline: ['{"type":"x","at":1}'] }],
    ['a frame without a time', 400, 'invalid_frame', { frames: ['{"type":3,"data":{}}'] }],
  ])('%s', async (_, status, code, change) => {
    const { bytes } = await encodeSegment({ ...sampleDraft, ...change })
    expect(await refusalOf(post(bytes))).toEqual({ status, code })
  })

  it('numbers that are within a limit as sent and beyond it when written plainly', async () => {
    const frames = [`{"type":5,"timestamp":1,"data":[${Array<string>(100).fill('1e20').join()}]}`]
    const { bytes } = await encodeSegment({ ...sampleDraft, timeline: [], frames })
    narrow({ maxInflatedBytes: frames.join().length })
    expect(await refusalOf(post(bytes))).toEqual({ status: 413, code: 'too_large' })
  })

  it('a segment that exceeds the limit once it is cleaned', async () => {
    const node = { type: 2, id: 7, tagName: 'base', attributes: {}, childNodes: [] }
    const frames = [JSON.stringify({ type: 2, timestamp: 1, data: { node } })]
    const { bytes } = await encodeSegment({ ...sampleDraft, timeline: [], frames })
    narrow({ maxSegmentBytes: bytes.length })
    expect(await refusalOf(post(bytes))).toEqual({ status: 413, code: 'too_large' })
  })

  function narrow(limits: Partial<ServerLimits>): void {
    const onError = (error: unknown) => errors.push(error)
    replay = createReplayServer({ store, basePath: '/api/replay', limits, onError })
  }
})

it('a segment of an erased session is refused as gone', async () => {
  const { bytes } = encodeSegmentNow(sampleDraft)
  await replay.handler(post(bytes))
  await store.eraseSession(session)
  const response = await replay.handler(post(bytes))
  expect(await failure(response)).toEqual({ status: 410, code: 'session_erased' })
})

it('limits are the ones that were given', async () => {
  const limits = { maxSegmentsPerSession: 1, maxTimelineEvents: 2 }
  const narrow = createReplayServer({ store, basePath: '/api/replay', limits })
  const first = encodeSegmentNow(sampleDraft)
  expect((await narrow.handler(post(first.bytes))).status).toBe(202)
  const second = encodeSegmentNow({ ...sampleDraft, sequence: 1, previous: 1 })
  const full = await narrow.handler(post(second.bytes))
  expect(await failure(full)).toEqual({ status: 410, code: 'session_full' })
  const timeline = [...sampleDraft.timeline, ...sampleDraft.timeline]
  const many = encodeSegmentNow({ ...sampleDraft, session: 'a'.repeat(32), timeline })
  const response = await narrow.handler(post(many.bytes))
  expect(await failure(response)).toEqual({ status: 413, code: 'too_many_events' })
})

it('what was posted can be read back through the handler', async () => {
  const { bytes } = await encodeSegment(sampleDraft)
  await replay.handler(post(bytes))
  const response = await replay.handler(get(`/api/sessions/${session}/segments/${tab}/0`))
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
})

/** Makes the checksum right again, as an attacker would. */
function reseal(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  new DataView(bytes.buffer).setUint32(4, crc32(bytes.subarray(8)))
  return bytes
}
