import { type Deflated, deflateRaw } from './compression.ts'
import { crc32 } from './crc32.ts'
import {
  checksummedFrom,
  checksumOffset,
  type SegmentCodec,
  type SegmentVersion,
} from './segment-layout.ts'
import { writeSegmentHeader } from './write-segment-header.ts'

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

/** Encodes a segment as `encodeSegment` does, of a draft that needs no check: the recorder made it itself. */
export async function assembleSegment(draft: SegmentDraft): Promise<EncodedSegment> {
  const timeline = await deflateRaw(draft.timeline)
  const frames = await deflateRaw(draft.frames)
  if (!timeline || !frames) return assembleSegmentNow(draft)
  const inflatedBytes = timeline.inflatedBytes + frames.inflatedBytes
  if (timeline.bytes.length + frames.bytes.length >= inflatedBytes) return assembleSegmentNow(draft)
  return assemble(draft, 'deflate-raw', timeline, frames)
}

/** As `encodeSegmentNow` does. */
export function assembleSegmentNow(draft: SegmentDraft): EncodedSegment {
  return assemble(draft, 'identity', joinLines(draft.timeline), joinLines(draft.frames))
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
    ...draft,
    version: draft.version ?? 1,
    codec,
    timelineBytes: timeline.bytes.length,
    framesBytes: frames.bytes.length,
    timelineInflatedBytes: timeline.inflatedBytes,
    framesInflatedBytes: frames.inflatedBytes,
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
