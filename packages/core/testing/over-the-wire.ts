import { decodeSegment, encodeSegmentNow, type FrameEvent } from '@playhead/protocol'
import { toLine } from '../src/segments/batch.ts'

/** As the server and the player get them. */
export async function overTheWire(frames: readonly FrameEvent[]): Promise<FrameEvent[]> {
  const { bytes } = encodeSegmentNow({
    version: 2,
    session: '0'.repeat(32),
    tab: '0'.repeat(16),
    sequence: 0,
    previous: null,
    startedAt: 0,
    endedAt: 0,
    policy: '0'.repeat(16),
    release: null,
    timeline: [],
    frames: frames.map((frame) => toLine('frames', frame)?.text ?? ''),
  })
  return (await decodeSegment(bytes)).frames
}
