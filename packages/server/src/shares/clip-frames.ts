import type { FrameEvent } from '@playhead/protocol'
import type { Clip } from './clip.ts'
import { fieldsOf, incremental } from './frame-fields.ts'

const mouseMove = 1

/** The frames between two times, and of a frame of moves those moves. */
export function clipFrames(frames: readonly FrameEvent[], { from, to }: Clip): FrameEvent[] {
  return frames
    .filter(({ timestamp }) => timestamp >= from && timestamp <= to)
    .map((frame) => withoutEarlierMoves(frame, from))
}

/** A frame of moves holds those of the half second before it. */
function withoutEarlierMoves(frame: FrameEvent, from: number): FrameEvent {
  const { source, positions } = fieldsOf(frame.data)
  if (frame.type !== incremental || source !== mouseMove || !Array.isArray(positions)) return frame
  const later = positions.filter((position: unknown) => {
    const { timeOffset } = fieldsOf(position)
    return frame.timestamp + Number(timeOffset) >= from
  })
  return { ...frame, data: { ...fieldsOf(frame.data), positions: later } }
}
