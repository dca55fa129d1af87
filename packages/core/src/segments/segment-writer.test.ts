import { decodeSegment, type Segment } from '@playhead/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlayheadError } from '../playhead-error.ts'
import { firstPosition } from '../session/tab.ts'
import { createSegmentWriter, type OutgoingSegment, type SegmentWriter } from './segment-writer.ts'

const position = firstPosition('a'.repeat(32), 'b'.repeat(16))

interface Written {
  writer: SegmentWriter
  sent: OutgoingSegment[]
  errors: PlayheadError[]
  decoded(): Promise<Segment[]>
}

function write(options: { flushAfterMs?: number; maxWaitingBytes?: number } = {}): Written {
  const sent: OutgoingSegment[] = []
  const errors: PlayheadError[] = []
  const writer = createSegmentWriter({
    position,
    send: (segment) => sent.push(segment),
    clock: { now: () => 1_000 },
    policy: 'c'.repeat(16),
    release: '1.2.3',
    flushAfterMs: 5_000,
    maxWaitingBytes: 512_000,
    report: (error) => errors.push(error),
    ...options,
  })
  return {
    writer,
    sent,
    errors,
    decoded: () => Promise.all(sent.map(({ bytes }) => decodeSegment(bytes))),
  }
}

const track = (writer: SegmentWriter, name: string, at = 1_000): void =>
  writer.timeline({ type: 'custom', at, name, properties: {} })
const frame = (writer: SegmentWriter, data: unknown, type = 3): void =>
  writer.frame({ type, timestamp: 1_000, data })

/** Text that does not get smaller: hex digits of a fixed sequence. */
function noise(length: number): string {
  let state = 1
  let text = ''
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    text +=
      String.fromCharCode(33 + ((state >>> 24) % 90)) +
      String.fromCharCode(33 + ((state >>> 16) % 90))
  }
  return text.replace(/["\\]/g, '.')
}

function expectChain(segments: readonly Segment[]): void {
  expect(segments.map(({ header }) => header.sequence)).toEqual(segments.map((_, index) => index))
  segments.forEach(({ header }, index) => {
    expect(header.previous).toBe(segments[index - 1]?.header.checksum ?? null)
  })
}

describe('a flush', () => {
  it('hands over both streams with the times of the first and the last event', async () => {
    const { writer, decoded } = write()
    track(writer, 'later', 2_000)
    track(writer, 'gathered since', 500)
    frame(writer, {})
    await writer.flush('manual')
    const [segment] = await decoded()
    expect(segment?.header).toMatchObject({ startedAt: 500, endedAt: 2_000, release: '1.2.3' })
    expect(segment?.timeline).toHaveLength(2)
    expect(segment?.frames).toHaveLength(1)
  })

  it('sends nothing when nothing waits', async () => {
    const { writer, sent } = write()
    await writer.flush('manual')
    expect(sent).toEqual([])
  })

  it('keeps the order of batches that are closed while others are compressed', async () => {
    const { writer, decoded } = write()
    const flushes = []
    for (let round = 0; round < 20; round++) {
      track(writer, `${round} ${noise(round % 2 ? 10 : 50_000)}`)
      flushes.push(writer.flush('manual'))
    }
    await Promise.all(flushes)
    const segments = await decoded()
    expect(segments).toHaveLength(20)
    expectChain(segments)
    expect(
      segments.map(({ timeline }) => Number.parseInt((timeline[0] as { name: string }).name, 10)),
    ).toEqual(segments.map((_, index) => index))
  })
})

describe('a segment is closed', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('by age, counted from its first event', async () => {
    const { writer, sent } = write({ flushAfterMs: 5_000 })
    track(writer, 'first')
    vi.advanceTimersByTime(4_999)
    track(writer, 'second')
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(1)
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
    await vi.waitFor(() => expect(sent.map(({ reason }) => reason)).toEqual(['age']))
  })

  it('by size', async () => {
    const { writer, sent } = write({ maxWaitingBytes: 1_000 })
    for (let count = 0; count < 10; count++) track(writer, 'x'.repeat(300))
    vi.useRealTimers()
    await vi.waitFor(() => expect(sent.length).toBeGreaterThanOrEqual(4))
    expect(new Set(sent.map(({ reason }) => reason))).toEqual(new Set(['size']))
  })

  it('at once when it holds a full snapshot', async () => {
    const { writer, sent } = write()
    frame(writer, {}, 4)
    frame(writer, {}, 2)
    vi.useRealTimers()
    await vi.waitFor(() => expect(sent.map(({ reason }) => reason)).toEqual(['snapshot']))
  })
})

describe('what is too large', () => {
  it('for one segment is sent as several, each within the limit', async () => {
    const { writer, sent, decoded } = write({ maxWaitingBytes: 10_000_000 })
    for (let count = 0; count < 6; count++) frame(writer, `${count}${noise(400_000)}`)
    await writer.flush('manual')
    for (const { bytes } of sent) expect(bytes.length).toBeLessThanOrEqual(1_000_000)
    const segments = await decoded()
    expectChain(segments)
    const frames = segments.flatMap((segment) => segment.frames)
    expect(frames.map(({ data }) => String(data)[0])).toEqual(['0', '1', '2', '3', '4', '5'])
  })

  it('by itself becomes word of it on the timeline, and the rest arrives', async () => {
    const { writer, errors, decoded } = write({ maxWaitingBytes: 10_000_000 })
    track(writer, 'before')
    frame(writer, noise(2_500_000))
    track(writer, 'after')
    await writer.flush('manual')
    const timeline = (await decoded()).flatMap((segment) => segment.timeline)
    expect(timeline).toMatchObject([
      { name: 'before' },
      { type: 'dropped', what: 'frames', count: 1, reason: 'too-large' },
      { name: 'after' },
    ])
    expect(errors).toMatchObject([{ code: 'not_recorded' }])
  })

  it('or cannot be JSON becomes word of it too', async () => {
    const { writer, decoded } = write()
    const circular: Record<string, unknown> = {}
    circular.self = circular
    frame(writer, circular)
    await writer.flush('manual')
    expect((await decoded())[0]?.timeline).toMatchObject([
      { type: 'dropped', what: 'frames', reason: 'not-serialisable' },
    ])
  })
})

describe('closing now, for a page exit', () => {
  it('takes what waits, uncompressed and in pieces that fit a beacon', async () => {
    const { writer } = write()
    for (let count = 0; count < 20; count++) track(writer, `${count} ${'x'.repeat(10_000)}`)
    const pieces = writer.closeNow()
    for (const { bytes } of pieces) expect(bytes.length).toBeLessThanOrEqual(60_000)
    const segments = await Promise.all(pieces.map(({ bytes }) => decodeSegment(bytes)))
    expectChain(segments)
    expect(segments.every(({ header }) => header.codec === 'identity')).toBe(true)
    expect(segments.flatMap(({ timeline }) => timeline)).toHaveLength(20)
  })

  it('takes the batch being compressed as well, so that no number is used twice or left out', async () => {
    const { writer, sent, decoded } = write()
    track(writer, 'one')
    await writer.flush('manual')
    track(writer, 'two')
    const flushing = writer.flush('manual')
    track(writer, 'three')
    sent.push(...writer.closeNow())
    await flushing
    const segments = await decoded()
    expectChain(segments)
    expect(segments.flatMap(({ timeline }) => timeline)).toMatchObject([
      { name: 'one' },
      { name: 'two' },
      { name: 'three' },
    ])
  })

  it('takes no event until the page is back, then goes on with the chain', async () => {
    const { writer, sent, decoded } = write()
    track(writer, 'one')
    sent.push(...writer.closeNow())
    track(writer, 'lost')
    writer.moveTo(writer.position())
    track(writer, 'two')
    await writer.flush('manual')
    const segments = await decoded()
    expectChain(segments)
    expect(segments.flatMap(({ timeline }) => timeline)).toMatchObject([
      { name: 'one' },
      { name: 'two' },
    ])
  })
})

describe('another session', () => {
  it('leaves what was closed in the one before', async () => {
    const { writer, decoded } = write()
    track(writer, 'old')
    const flushing = writer.flush('stop')
    writer.moveTo({ ...position, session: 'd'.repeat(32) })
    track(writer, 'new')
    await Promise.all([flushing, writer.flush('manual')])
    const segments = await decoded()
    expect(
      segments.map(({ header }) => [header.session[0], header.sequence, header.previous]),
    ).toEqual([
      ['a', 0, null],
      ['d', 0, null],
    ])
  })
})

it('hands over nothing after it was told to discard', async () => {
  const { writer, sent } = write()
  track(writer, 'one')
  const flushing = writer.flush('manual')
  track(writer, 'two')
  writer.discard()
  track(writer, 'three')
  await flushing
  await writer.flush('manual')
  expect(sent).toEqual([])
})
