import { inflateRawSync } from 'node:zlib'
import { parseTimelineEvent, readSegmentHeader, type TimelineEvent } from '@playhead/protocol'

/** The events of a stored segment, from its first bytes: header and timeline, without the frames. */
export function readTimeline(head: Uint8Array): TimelineEvent[] {
  const { header, bytes } = readSegmentHeader(head)
  const stored = head.subarray(bytes, bytes + header.timelineBytes)
  const plain =
    header.codec === 'identity'
      ? stored
      : inflateRawSync(stored, { maxOutputLength: Math.max(1, header.timelineInflatedBytes) })
  if (plain.length === 0) return []
  return new TextDecoder()
    .decode(plain)
    .split('\n')
    .map((line) => parseTimelineEvent(JSON.parse(line)))
}
