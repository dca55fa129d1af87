import type { FrameEvent } from '@playhead/protocol'
import type { eventWithTime } from '@rrweb/types'
import { isObject } from '../read-frames.ts'
import { rewriteHover } from './hover.ts'
import { isMutation } from './tree-changes.ts'

/** A copy, as rrweb writes into what it is given, and a later seek needs the frame as it was recorded. */
export function toEvent(frame: FrameEvent, has: (id: number) => boolean): eventWithTime {
  const copy = structuredClone(frame)
  const { data } = copy
  if (isMutation(data) && Array.isArray(data.removes)) {
    // The recorder also names nodes that went with their parent before: gone is what they should be.
    data.removes = data.removes.filter(
      (removed) => isObject(removed) && typeof removed.id === 'number' && has(removed.id),
    )
  }
  rewriteHover(data)
  // Opaque up to here: only rrweb knows what its events hold, and the page counts those it cannot read.
  return copy as eventWithTime
}
