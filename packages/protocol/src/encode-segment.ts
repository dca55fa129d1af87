import { type Deflated, deflateRaw } from './compression.ts'
import { crc32 } from './crc32.ts'
import {
  checksummedFrom,
  checksumOffset,
  type SegmentCodec,
  type SegmentVersion,
  writeSegmentHeader,
} from './segment-header.ts'

/** What a writer has gathered. Events come as JSON texts, since the writer had to measure them anyway. */
export interface SegmentDraft {
  /** Default: 1, in which frames are as rrweb has them. */
  version?: SegmentVersion
  session: string
  tab: string
  sequence: number
  /** Checksum of the tab's segment before this one; null when `sequence` is 0. */
  previous: number | null
  /** ms since the Unix epoch. */
  startedAt: number
  /** ms since the Unix epoch. */
  endedAt: number
  policy: string
  release: string | null
  /** One `TimelineEvent` as JSON each. */
  timeline: readonly string[]
  /** One `FrameEvent` as JSON each, or, in version 2, what `packFrame` makes of it. */
  frames: readonly string[]
}

/** A segment's bytes and its checksum, which the next segment of the tab carries as `previous`. */
export interface EncodedSegment {
  bytes: Uint8Array<ArrayBuffer>
  checksum: number
}

/**
 * Encodes a segment, compressed a piece at a time.
 * @throws {ProtocolError} `invalid_header` if an id, the sequence, a time or the release does not fit.
 */
export async function encodeSegment(draft: SegmentDraft): Promise<EncodedSegment> {
  const timeline = await deflateRaw(draft.timeline)
  const frames = await deflateRaw(draft.frames)
  if (!timeline || !frames) return encodeSegmentNow(draft)
  const inflatedBytes = timeline.inflatedBytes + frames.inflatedBytes
  if (timeline.bytes.length + frames.bytes.length >= inflatedBytes) return encodeSegmentNow(draft)
  return assemble(draft, 'deflate-raw', timeline, frames)
}

/**
 * Encodes a segment at once and uncompressed: a page that is being left has no time for anything async.
 * @throws {ProtocolError} as `encodeSegment`.
 */
export function encodeSegmentNow(draft: SegmentDraft): EncodedSegment {
  const timeline = joinLines(draft.timeline)
  const frames = joinLines(draft.frames)
  return assemble(draft, 'identity', timeline, frames)
}

function joinLines(lines: readonly string[]): Deflated {
  const bytes = new TextEncoder().encode(lines.join('\n'))
  return { bytes, inflatedBytes: bytes.length }
}

function assemble(
  draft: SegmentDraft,
  codec: SegmentCodec,
  timeline: Deflated,
  frames: Deflated,
): EncodedSegment {
  const header = writeSegmentHeader({
    version: draft.version ?? 1,
    codec,
    previous: draft.previous,
    session: draft.session,
    tab: draft.tab,
    sequence: draft.sequence,
    startedAt: draft.startedAt,
    endedAt: draft.endedAt,
    timelineBytes: timeline.bytes.length,
    framesBytes: frames.bytes.length,
    timelineInflatedBytes: timeline.inflatedBytes,
    framesInflatedBytes: frames.inflatedBytes,
    policy: draft.policy,
    release: draft.release,
  })
  const framesFrom = header.length + timeline.bytes.length
  const bytes = new Uint8Array(framesFrom + frames.bytes.length)
  bytes.set(header)
  bytes.set(timeline.bytes, header.length)
  bytes.set(frames.bytes, framesFrom)
  const checksum = crc32(bytes.subarray(checksummedFrom))
  new DataView(bytes.buffer).setUint32(checksumOffset, checksum)
  return { bytes, checksum }
}
