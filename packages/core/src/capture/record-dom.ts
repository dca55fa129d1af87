import type { FrameEvent } from '@playhead/protocol'

/** Records the DOM and hands over each frame, already masked. */
export type RecordDom = (emit: (frame: FrameEvent) => void, scope: unknown) => DomRecording

export interface DomRecording {
  stop(): void
}
