import type { FrameEvent } from '@playhead/protocol'
import { PlayheadError } from '../playhead-error.ts'
import { maskFrame, type RawFrame } from '../privacy/mask-frames.ts'
import { record } from './rrweb.ts'
import type { CaptureScope, Tracker } from './scope.ts'

/** Records the DOM and hands over each frame, already masked. */
export type RecordDom = (emit: (frame: FrameEvent) => void, scope: CaptureScope) => DomRecording

export interface DomRecording extends Tracker {
  /** Begins with a full snapshot, or takes a fresh one. */
  begin(): void
  /** The node's id in the frames, if it is there. */
  nodeId(node: Node): number | undefined
}

/** Positions of the mouse, ms. The player interpolates in between. */
const mouseSampleMs = 50

/**
 * Records the DOM with a trimmed rrweb: no cross-origin frames (it posts them with target `*`), no canvas
 * (its WebGL capture clears the application's), no checkouts (the server derives keyframes).
 */
export const recordDom: RecordDom = (emit, scope) => {
  let stopRecord: (() => void) | undefined
  let isStopped = false

  const emitMasked = (event: RawFrame): void => {
    if (isStopped) return
    try {
      const masked = maskFrame(event, scope.policy, (id) => record.mirror.getNode(id))
      // The page's clock, not rrweb's: a wall clock that is set back must not bring frames out of order.
      if (masked) emit({ type: masked.type, timestamp: scope.clock.now(), data: masked.data })
    } catch (cause) {
      // What could not be masked is not recorded.
      scope.report(new PlayheadError('capture_failed', 'A frame could not be masked.', { cause }))
    }
  }

  const begin = (): void => {
    if (isStopped) return
    if (stopRecord) {
      takeFullSnapshot(scope)
      return
    }
    stopRecord = record({
      emit: emitMasked,
      recordAfter: 'DOMContentLoaded',
      blockSelector: scope.policy.selectors.block,
      ignoreSelector: scope.policy.selectors.ignore,
      sampling: { mousemove: mouseSampleMs, scroll: 150, media: 500 },
      errorHandler(cause) {
        scope.report(
          new PlayheadError('capture_failed', 'An observer of the page failed.', { cause }),
        )
      },
    })
    if (!stopRecord) {
      scope.report(new PlayheadError('capture_failed', 'rrweb could not start on this page.'))
    }
  }

  return {
    begin,
    nodeId(node) {
      const id = record.mirror.getId(node)
      return id > 0 ? id : undefined
    },
    stop() {
      isStopped = true
      stopRecord?.()
    },
  }
}

function takeFullSnapshot(scope: CaptureScope): void {
  try {
    record.takeFullSnapshot()
  } catch (cause) {
    scope.report(
      new PlayheadError('capture_failed', 'A full snapshot could not be taken.', { cause }),
    )
  }
}
