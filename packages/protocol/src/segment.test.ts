import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDraft } from './arbitrary-segment.test-support.ts'
import {
  crc32,
  decodeSegment,
  encodeSegment,
  encodeSegmentNow,
  ProtocolError,
  type ProtocolErrorCode,
  readSegmentHeader,
  renumberSegment,
  type SegmentDraft,
} from './index.ts'

const draft: SegmentDraft = {
  session: '00112233445566778899aabbccddeeff',
  tab: '0123456789abcdef',
  sequence: 3,
  previous: 0xdeadbeef,
  startedAt: 1_790_000_000_000,
  endedAt: 1_790_000_004_200.5,
  policy: 'fedcba9876543210',
  release: 'shop@1.4.2 ✓',
  timeline: [
    '{"type":"click","at":1790000000000,"x":12,"y":34.5,"pageX":12,"pageY":834.5,"pointer":"mouse","element":{"selector":"#pay","tag":"button","role":"button","name":"Pay"}}',
    '{"type":"keys","at":1790000001000,"count":7,"named":{"Enter":1},"element":null}',
    '{"type":"error","at":1790000004200.5,"kind":"uncaught","name":"TypeError","message":"x is not a function","stack":null}',
  ],
  frames: Array.from(
    { length: 20 },
    (_, index) =>
      `{"type":3,"timestamp":${1_790_000_000_000 + index},"data":{"source":2,"id":${index}}}`,
  ),
}

describe('a segment', () => {
  it('comes back as it was written, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyDraft, fc.boolean(), async ({ draft, timeline, frames }, atOnce) => {
        const encoded = atOnce ? encodeSegmentNow(draft) : await encodeSegment(draft)
        const segment = await decodeSegment(encoded.bytes)
        expect(segment.timeline).toEqual(timeline)
        expect(segment.frames).toEqual(frames)
        const { timeline: _, frames: __, ...fields } = draft
        expect(segment.header).toMatchObject(fields)
        expect(segment.header.checksum).toBe(encoded.checksum)
      }),
      { numRuns: 300 },
    )
  })

  it('is whole after it was given another place in the chain', async () => {
    await fc.assert(
      fc.asyncProperty(anyDraft, fc.integer({ min: 1, max: 0xffffffff }), async (any, sequence) => {
        const { bytes } = encodeSegmentNow(any.draft)
        const checksum = renumberSegment(bytes, sequence, 77)
        const segment = await decodeSegment(bytes)
        expect(segment.header).toMatchObject({ sequence, previous: 77, checksum })
        renumberSegment(bytes, 0, null)
        expect((await decodeSegment(bytes)).header).toMatchObject({ sequence: 0, previous: null })
        expect((await decodeSegment(bytes)).timeline).toEqual(any.timeline)
      }),
      { numRuns: 50 },
    )
  })

  it('is compressed when that makes it smaller, and not otherwise', async () => {
    const large = await encodeSegment(draft)
    const small = await encodeSegment({
      ...draft,
      timeline: [],
      frames: [],
    })
    expect(readSegmentHeader(large.bytes).header.codec).toBe('deflate-raw')
    expect(large.bytes.length).toBeLessThan(encodeSegmentNow(draft).bytes.length)
    expect(readSegmentHeader(small.bytes).header.codec).toBe('identity')
  })

  it.each([
    ['a session id that is not 32 hex digits', { session: 'ABC' }],
    ['a tab id that is not 16 hex digits', { tab: '../etc/passwd' }],
    ['a policy hash that is not 16 hex digits', { policy: '' }],
    ['a fractional sequence', { sequence: 1.5 }],
    ['a first segment that names one before it', { sequence: 0 }],
    ['a later segment that names none before it', { previous: null }],
    ['an end before the start', { endedAt: 5 }],
    ['a time that is no number', { startedAt: Number.NaN }],
    ['a release longer than 255 bytes', { release: 'é'.repeat(128) }],
  ])('is not written with %s', (_, change) => {
    expect(() => encodeSegmentNow({ ...draft, ...change })).toThrow(
      expect.objectContaining({ code: 'invalid_header' }),
    )
  })
})

const packed: SegmentDraft = {
  ...draft,
  version: 2,
  frames: [
    '[1790000000000,-2,{"type":0,"childNodes":[["html",["body",{"class":"a"},"x",["/svg"]]]]},{"left":0,"top":7}]',
    '[1790000000040,0,[[3,4,1]],["y",["b",["i",9,"z"]],2,9,[12,"w"]],[6,"v"],[3,{"class":null},4,{"id":"q"}]]',
    '[1790000000080,1,100,50,3,-90,4,1,0,50]',
    '[1790000000120,2,2,3,104,51,0]',
    '{"type":4,"timestamp":1790000000160,"data":{"href":"/","width":800,"height":600}}',
  ],
}

describe.each([
  ['1', draft],
  ['2', packed],
])('format version %s is pinned by golden files:', (version, written) => {
  const expected = JSON.parse(golden(`v${version}.json`).toString()) as {
    header: object
    timeline: unknown[]
    frames: unknown[]
  }

  it.each([`v${version}-identity.segment`, `v${version}-deflate-raw.segment`])(
    '%s decodes as it always did',
    async (name) => {
      const segment = await decodeSegment(new Uint8Array(golden(name)))
      expect(segment.header).toMatchObject(expected.header)
      expect(segment.timeline).toEqual(expected.timeline)
      expect(segment.frames).toEqual(expected.frames)
    },
  )

  it('the encoder still writes it byte by byte', () => {
    const bytes = Buffer.from(encodeSegmentNow(written).bytes)
    expect(bytes.equals(golden(`v${version}-identity.segment`))).toBe(true)
  })
})

it('a short frame in a segment of version 1 is none', async () => {
  const { bytes } = encodeSegmentNow({ ...packed, version: 1 })
  expect(await codeOf(bytes)).toBe('invalid_frame')
})

function golden(name: string): Buffer {
  return readFileSync(new URL(`./golden/${name}`, import.meta.url))
}

describe('the decoder', () => {
  it('refuses a segment cut at any place', async () => {
    const { bytes } = await encodeSegment(draft)
    for (let length = 0; length < bytes.length; length++) {
      expect(await codeOf(bytes.slice(0, length))).toBe(length <= 8 ? 'not_a_segment' : 'truncated')
    }
  })

  it('refuses a segment with any bit flipped', async () => {
    for (const { bytes } of [await encodeSegment(draft), encodeSegmentNow(draft)]) {
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = bytes.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(await codeOf(flipped)).toMatch(
          /not_a_segment|unsupported_version|invalid_header|truncated|trailing_bytes|checksum_mismatch|too_large/,
        )
      }
    }
  })

  it('answers any bytes at all with a segment or a typed error', async () => {
    const { bytes } = await encodeSegment(draft)
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(bytes.length),
        fc.boolean(),
        async (noise, at, resealed) => {
          const damaged = new Uint8Array(bytes)
          damaged.set(noise.subarray(0, bytes.length - at), at)
          if (resealed) reseal(damaged)
          expect(await codeOf(damaged)).toMatch(/^[a-z_]+$/)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('refuses trailing bytes', async () => {
    const { bytes } = encodeSegmentNow(draft)
    expect(await codeOf(new Uint8Array([...bytes, 0]))).toBe('trailing_bytes')
  })

  it('refuses what is no segment, and a version it does not know', async () => {
    expect(await codeOf(new TextEncoder().encode('{"hello":"world"}'))).toBe('not_a_segment')
    const { bytes } = encodeSegmentNow(draft)
    bytes[8] = 3
    expect(await codeOf(bytes)).toBe('unsupported_version')
  })

  it('refuses more wire bytes than the limit before it looks at them', async () => {
    expect(await codeOf(new Uint8Array(1_000_001))).toBe('too_large')
  })

  it('refuses a header that announces more than may be inflated', async () => {
    const { bytes } = await encodeSegment(draft)
    new DataView(bytes.buffer).setUint32(72, 0xffffffff)
    expect(await codeOf(reseal(bytes))).toBe('too_large')
  })

  it('stops inflating a bomb at the announced size', async () => {
    const bomb = deflateRawSync(Buffer.alloc(200_000_000))
    const { bytes } = await encodeSegment(draft)
    const { header, bytes: headerBytes } = readSegmentHeader(bytes)
    const body = new Uint8Array(headerBytes + header.timelineBytes + bomb.length)
    body.set(bytes.subarray(0, headerBytes + header.timelineBytes))
    body.set(bomb, headerBytes + header.timelineBytes)
    new DataView(body.buffer).setUint32(64, bomb.length)
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await codeOf(reseal(body))).toBe('invalid_compression')
  })

  it('refuses compressed data that holds fewer bytes than announced', async () => {
    const { bytes } = await encodeSegment(draft)
    const view = new DataView(bytes.buffer)
    view.setUint32(72, view.getUint32(72) + 1)
    expect(await codeOf(reseal(bytes))).toBe('invalid_compression')
  })

  it.each<[string, ProtocolErrorCode, Partial<SegmentDraft>]>([
    ['a million empty lines', 'too_many_events', { timeline: Array<string>(900_000).fill('') }],
    ['more frames than the limit', 'too_many_events', { frames: Array<string>(50_001).fill('1') }],
    ['JSON nested 100,000 deep', 'too_deep', { frames: ['['.repeat(100_000)] }],
    ['what is not JSON', 'invalid_json', { timeline: ['{"type":'] }],
    ['an empty line', 'invalid_json', { timeline: ['', ''] }],
    ['a frame without a time', 'invalid_frame', { frames: ['{"type":3,"data":{}}'] }],
    ['a frame that is null', 'invalid_frame', { frames: ['null'] }],
    [
      'an event of an unknown type',
      'invalid_timeline_event',
      { timeline: ['{"type":"toString","at":1}'] },
    ],
    [
      'an event without a time',
      'invalid_timeline_event',
      { timeline: ['{"type":"visibility","state":"hidden"}'] },
    ],
    [
      'a key press that names a character',
      'invalid_timeline_event',
      { timeline: ['{"type":"keys","at":1,"count":1,"named":{"s":1},"element":null}'] },
    ],
    [
      'an element with a field nobody has a rule for',
      'invalid_timeline_event',
      { timeline: ['{"type":"input","at":1,"element":{"selector":"a","tag":"a","value":"4111"}}'] },
    ],
    [
      'a flag that holds more than a variant',
      'invalid_timeline_event',
      { timeline: ['{"type":"flags","at":1,"flags":{"checkout":{"user":"alice"}}}'] },
    ],
    [
      'a cause with a field nobody has a rule for',
      'invalid_timeline_event',
      {
        timeline: [
          '{"type":"error","at":1,"kind":"reported","name":"E","message":"","stack":null,"causes":[{"name":"E","message":"","stack":null,"request":"body"}]}',
        ],
      },
    ],
    [
      'a path without end',
      'invalid_timeline_event',
      {
        timeline: [
          JSON.stringify({
            type: 'mouse-path',
            at: 1,
            points: Array.from({ length: 1_001 }, () => [0, 0, 0]),
          }),
        ],
      },
    ],
  ])('refuses %s', async (_, code, change) => {
    expect(await codeOf((await encodeSegment({ ...draft, ...change })).bytes)).toBe(code)
  })

  it('leaves out fields that the vocabulary does not know', async () => {
    const { bytes } = encodeSegmentNow({
      ...draft,
      timeline: ['{"type":"visibility","at":1,"state":"hidden","value":"4111 1111 1111 1111"}'],
    })
    expect((await decodeSegment(bytes)).timeline).toEqual([
      { type: 'visibility', at: 1, state: 'hidden' },
    ])
  })

  it('refuses text that is not UTF-8', async () => {
    const { bytes } = encodeSegmentNow(draft)
    bytes[bytes.length - 3] = 0xff
    expect(await codeOf(reseal(bytes))).toBe('invalid_json')
  })
})

async function codeOf(bytes: Uint8Array<ArrayBuffer>): Promise<ProtocolErrorCode | 'decoded'> {
  try {
    await decodeSegment(bytes)
    return 'decoded'
  } catch (error) {
    if (error instanceof ProtocolError) return error.code
    throw error
  }
}

/** Makes the checksum right again, as an attacker would. */
function reseal(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes.length >= 8) new DataView(bytes.buffer).setUint32(4, crc32(bytes.subarray(8)))
  return bytes
}
