import { deflateRaw } from './compression.ts'
import { crc32 } from './crc32.ts'
import {
  checksummedFrom,
  checksumOffset,
  type SegmentCodec,
  writeSegmentHeader,
} from './segment-header.ts'

/** What a writer has gathered. Events come as JSON texts, since the writer had to measure them anyway. */
export interface SegmentDraft {
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
  /** One `FrameEvent` as JSON each. */
  frames: readonly string[]
}

/** A segment's bytes and its checksum, which the next segment of the tab carries as `previous`. */
export interface EncodedSegment {
  bytes: Uint8Array<ArrayBuffer>
  checksum: number
}

/**
 * Encodes a segment, compressed off the main thread where the browser can.
 * @throws {ProtocolError} `invalid_header` if an id, the sequence, a time or the release does not fit.
 */
export async function encodeSegment(draft: SegmentDraft): Promise<EncodedSegment> {
  const timeline = joinLines(draft.timeline)
  const frames = joinLines(draft.frames)
  const [smallTimeline, smallFrames] = await Promise.all([deflateRaw(timeline), deflateRaw(frames)])
  if (!smallTimeline || !smallFrames) return encodeSegmentNow(draft)
  if (smallTimeline.length + smallFrames.length >= timeline.length + frames.length) {
    return encodeSegmentNow(draft)
  }
  return assemble(draft, 'deflate-raw', smallTimeline, smallFrames, timeline.length, frames.length)
}

/**
 * Encodes a segment at once and uncompressed: a page that is being left has no time for anything async.
 * @throws {ProtocolError} as `encodeSegment`.
 */
export function encodeSegmentNow(draft: SegmentDraft): EncodedSegment {
  const timeline = joinLines(draft.timeline)
  const frames = joinLines(draft.frames)
  return assemble(draft, 'identity', timeline, frames, timeline.length, frames.length)
}

function joinLines(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(lines.join('\n'))
}

function assemble(
  draft: SegmentDraft,
  codec: SegmentCodec,
  timeline: Uint8Array,
  frames: Uint8Array,
  timelineInflatedBytes: number,
  framesInflatedBytes: number,
): EncodedSegment {
  const header = writeSegmentHeader({
    codec,
    previous: draft.previous,
    session: draft.session,
    tab: draft.tab,
    sequence: draft.sequence,
    startedAt: draft.startedAt,
    endedAt: draft.endedAt,
    timelineBytes: timeline.length,
    framesBytes: frames.length,
    timelineInflatedBytes,
    framesInflatedBytes,
    policy: draft.policy,
    release: draft.release,
  })
  const bytes = new Uint8Array(header.length + timeline.length + frames.length)
  bytes.set(header)
  bytes.set(timeline, header.length)
  bytes.set(frames, header.length + timeline.length)
  const checksum = crc32(bytes.subarray(checksummedFrom))
  new DataView(bytes.buffer).setUint32(checksumOffset, checksum)
  return { bytes, checksum }
}
