import { inflateRaw } from './compression.ts'
import { crc32 } from './crc32.ts'
import { expandFrame } from './expand-frame.ts'
import type { FrameEvent } from './frame-event.ts'
import { jsonDepth } from './json-depth.ts'
import { type DecodeLimits, decodeLimits } from './limits.ts'
import { parseTimelineEvent } from './parse-timeline-event.ts'
import { ProtocolError } from './protocol-error.ts'
import { readSegmentHeader } from './segment-header.ts'
import { checksummedFrom, type SegmentHeader } from './segment-layout.ts'
import type { TimelineEvent } from './timeline-event.ts'
import { unpackFrame } from './unpack-frame.ts'

export interface Segment {
  header: SegmentHeader
  timeline: TimelineEvent[]
  frames: FrameEvent[]
}

/**
 * Decodes and checks a segment: sizes first, then checksum, then decompression into a buffer of the
 * announced size, then every event. Work and memory are bounded by `limits`, whatever the input.
 *
 * @param limits defaults to `decodeLimits`; give a part to change a part.
 * @throws {ProtocolError} and nothing else.
 */
export async function decodeSegment(
  bytes: Uint8Array<ArrayBuffer>,
  limits: Partial<DecodeLimits> = {},
): Promise<Segment> {
  const bounds = { ...decodeLimits, ...limits }
  if (bytes.length > bounds.maxSegmentBytes) {
    throw tooLarge(`a segment of ${bytes.length} bytes`, bounds.maxSegmentBytes)
  }
  const { header, bytes: headerBytes } = readSegmentHeader(bytes)
  checkLengths(header, headerBytes, bytes.length, bounds)
  if (crc32(bytes.subarray(checksummedFrom)) !== header.checksum) {
    throw new ProtocolError(
      'checksum_mismatch',
      'The segment was damaged on its way: its checksum does not match.',
    )
  }
  const framesFrom = headerBytes + header.timelineBytes
  const timeline = await open(
    bytes.subarray(headerBytes, framesFrom),
    header.codec,
    header.timelineInflatedBytes,
  )
  const frames = await open(bytes.subarray(framesFrom), header.codec, header.framesInflatedBytes)
  return {
    header,
    timeline: parseLines(timeline, bounds.maxTimelineEvents, bounds.maxDepth).map(
      parseTimelineEvent,
    ),
    frames: parseLines(frames, bounds.maxFrames, bounds.maxDepth).map((value) =>
      header.version > 1 && Array.isArray(value)
        ? expandFrame(unpackFrame(value))
        : parseFrame(value),
    ),
  }
}

function checkLengths(
  header: SegmentHeader,
  headerBytes: number,
  have: number,
  bounds: DecodeLimits,
): void {
  const announced = headerBytes + header.timelineBytes + header.framesBytes
  if (have < announced) {
    throw new ProtocolError(
      'truncated',
      `The segment ends after ${have} bytes; its header announces ${announced}.`,
    )
  }
  if (have > announced) {
    throw new ProtocolError(
      'trailing_bytes',
      `The segment has ${have} bytes; its header announces ${announced}.`,
    )
  }
  const inflated = header.timelineInflatedBytes + header.framesInflatedBytes
  if (inflated > bounds.maxInflatedBytes)
    throw tooLarge(`${inflated} inflated bytes`, bounds.maxInflatedBytes)
}

async function open(
  bytes: Uint8Array<ArrayBuffer>,
  codec: SegmentHeader['codec'],
  inflatedBytes: number,
): Promise<Uint8Array> {
  if (codec === 'deflate-raw') return inflateRaw(bytes, inflatedBytes)
  if (bytes.length === inflatedBytes) return bytes
  throw new ProtocolError(
    'invalid_header',
    'An uncompressed segment announces two different lengths.',
  )
}

function parseLines(bytes: Uint8Array, maxLines: number, maxDepth: number): unknown[] {
  if (bytes.length === 0) return []
  const text = decodeUtf8(bytes)
  if (countLines(text, maxLines) > maxLines) {
    throw new ProtocolError(
      'too_many_events',
      `A segment may hold ${maxLines} events of a kind; this one has more.`,
    )
  }
  return text.split('\n').map((line) => {
    if (jsonDepth(line) > maxDepth) {
      throw new ProtocolError('too_deep', `An event nests deeper than ${maxDepth} levels.`)
    }
    try {
      return JSON.parse(line) as unknown
    } catch (cause) {
      throw new ProtocolError('invalid_json', 'An event is not JSON.', { cause })
    }
  })
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new ProtocolError('invalid_json', 'The events are not UTF-8.', { cause })
  }
}

/** Lines of `text`, but no more than one past `stopAfter`: a bomb of newlines is not split. */
function countLines(text: string, stopAfter: number): number {
  let lines = 1
  for (
    let at = text.indexOf('\n');
    at !== -1 && lines <= stopAfter;
    at = text.indexOf('\n', at + 1)
  )
    lines++
  return lines
}

function parseFrame(value: unknown): FrameEvent {
  if (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'number' &&
    'timestamp' in value &&
    typeof value.timestamp === 'number' &&
    'data' in value
  ) {
    return expandFrame({ type: value.type, timestamp: value.timestamp, data: value.data })
  }
  throw new ProtocolError(
    'invalid_frame',
    'A frame is not an object with a numeric type, a timestamp and data.',
  )
}

function tooLarge(what: string, limit: number): ProtocolError {
  return new ProtocolError('too_large', `This is ${what}; the limit is ${limit}.`)
}
