import type { FrameEvent } from '@playhead/protocol'
import { PlayheadError } from '../../playhead-error.ts'
import type { CaptureScope } from '../scope.ts'
import type { CanvasOptions } from './canvas-options.ts'
import type { CanvasRecording } from './record-canvases.ts'

/** Canvases, by a part that only those who ask for them load. */
export function loadCanvases(
  emit: (frame: FrameEvent) => void,
  scope: CaptureScope,
  options: CanvasOptions,
): CanvasRecording {
  let recording: CanvasRecording | null = null
  let isStopped = false
  void load()

  async function load(): Promise<void> {
    try {
      const { recordCanvases } = await import('./record-canvases.ts')
      if (!isStopped) recording = recordCanvases(emit, scope, options)
    } catch (cause) {
      const what = 'The recorder of canvases could not be loaded.'
      scope.report(new PlayheadError('capture_failed', what, { cause }))
    }
  }

  return {
    look: (frame) => recording?.look(frame),
    stop() {
      isStopped = true
      recording?.stop()
    },
  }
}
