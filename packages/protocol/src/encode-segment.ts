import {
  assembleSegment,
  assembleSegmentNow,
  type EncodedSegment,
  type SegmentDraft,
} from './assemble-segment.ts'
import { checkSegmentHeader } from './segment-header.ts'

/**
 * Encodes a segment, compressed a piece at a time.
 * @throws {ProtocolError} `invalid_header` if an id, the sequence, a time or the release does not fit.
 */
export async function encodeSegment(draft: SegmentDraft): Promise<EncodedSegment> {
  check(draft)
  return assembleSegment(draft)
}

/**
 * Encodes a segment at once and uncompressed: a page that is being left has no time for anything async.
 * @throws {ProtocolError} as `encodeSegment`.
 */
export function encodeSegmentNow(draft: SegmentDraft): EncodedSegment {
  check(draft)
  return assembleSegmentNow(draft)
}

function check(draft: SegmentDraft): void {
  checkSegmentHeader(draft, new TextEncoder().encode(draft.release ?? '').length)
}
