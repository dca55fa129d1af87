import type { OutgoingSegment } from '../segments/segment-writer.ts'
import type { SegmentKey } from './segment-key.ts'

/** A segment that waits for its turn. */
export interface Queued {
  segment: OutgoingSegment
  state: 'waiting' | 'sending' | 'sending-keepalive'
  /** Where it lies in the store, if it does. */
  key: SegmentKey | null
  /** Left by an earlier page. */
  isEarlier: boolean
}
