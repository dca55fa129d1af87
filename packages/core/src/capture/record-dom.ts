import type { FrameEvent } from '@playhead/protocol'
import type { Budget } from '../budget/budget.ts'
import { createStorms } from '../budget/storms.ts'
import { PlayheadError } from '../playhead-error.ts'
import { markerAttributes } from '../privacy/markers.ts'
import { isRemarked, maskFrame, type RawFrame } from '../privacy/mask-frames.ts'
import { replaceByPlaceholder } from './placeholder.ts'
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

/** Moves of the mouse, of a finger and of what is dragged, by their number in rrweb. */
const mousePath: ReadonlySet<unknown> = new Set([1, 6, 12])

/** Marks often change in numbers. */
const renewAfterMs = 250

/**
 * Records the DOM with a trimmed rrweb: no cross-origin frames (it posts them with target `*`), no canvas
 * (its WebGL capture clears the application's), no checkouts (the server derives keyframes).
 */
export const recordDom: RecordDom = (emit, scope) => {
  let stopRecord: (() => void) | undefined
  let isStopped = false
  let waiting: { event: RawFrame; timestamp: number }[] = []
  let drainTimer: ReturnType<typeof setTimeout> | undefined
  let snapshotTimer: ReturnType<typeof setTimeout> | undefined
  const { budget } = scope
  const storms = createStorms(budget, scope.clock)

  // A frame waits for the next task before its levels are read: what is put into the page and marked a
  // moment later, in the same task, must count as marked. It also halves the longest task of a snapshot.
  const keep = (event: RawFrame): void => {
    if (isStopped || isLeftOut(event, budget)) return
    // The page's clock, not rrweb's: a wall clock that is set back must not bring frames out of order.
    waiting.push({ event, timestamp: scope.clock.now() })
    drainTimer ??= setTimeout(drain)
  }

  const drain = (): void => {
    clearTimeout(drainTimer)
    drainTimer = undefined
    const kept = waiting
    waiting = []
    if (kept.length === 0) return
    budget.charge(() => kept.forEach(({ event, timestamp }) => emitMasked(event, timestamp)))
  }

  /** The marks of an element have changed: its whole subtree is recorded anew. */
  const renew = (): void => {
    snapshotTimer ??= setTimeout(() => {
      snapshotTimer = undefined
      begin()
    }, renewAfterMs)
  }

  const marks = new MutationObserver((changes) => {
    if (changes.some(({ target }) => isRemarked(target, scope.policy))) renew()
  })

  const emitMasked = (event: RawFrame, timestamp: number): void => {
    try {
      const masked = maskFrame(event, scope.policy, (id) => record.mirror.getNode(id), renew)
      if (masked) emit({ type: masked.type, timestamp, data: masked.data })
    } catch (cause) {
      // What could not be masked is not recorded.
      scope.report(new PlayheadError('capture_failed', 'A frame could not be masked.', { cause }))
    }
  }

  /** What the trimmed rrweb asks before it looks at the page's changes. */
  const onMutations = (
    mutations: readonly MutationRecord[],
    process: (mutation: MutationRecord) => void,
    done: () => void,
  ): void => {
    budget.charge(() => {
      for (const mutation of mutations) {
        if (storms.admits(mutation)) process(mutation)
        else mutation.removedNodes.forEach((node) => record.mirror.removeNodeFromMap(node))
      }
      done()
    })
  }

  /** What stands for the subtree that storms, if there is one. */
  const place = (): void => {
    const stormy = storms.stormy()
    if (!stormy) return
    drain()
    const data = replaceByPlaceholder(stormy, record.mirror)
    if (data) emit({ type: 3, timestamp: scope.clock.now(), data })
  }

  budget.onStep((isUp) => {
    if (!budget.leavesOut('stormy-subtree')) storms.forget()
    else if (!isUp) storms.choose()
    // Without what was left out, later changes have nothing to apply to.
    if (!isUp) place()
    else if (budget.leavesOut('mouse-path')) begin()
  })

  const begin = (): void => {
    if (isStopped) return
    drain()
    if (stopRecord) {
      takeFullSnapshot(scope)
      place()
      return
    }
    const options = {
      emit: keep,
      recordAfter: 'DOMContentLoaded' as const,
      blockSelector: scope.policy.selectors.block,
      ignoreSelector: scope.policy.selectors.ignore,
      sampling: { mousemove: mouseSampleMs, scroll: 150, media: 500 },
      errorHandler(cause: unknown) {
        scope.report(
          new PlayheadError('capture_failed', 'An observer of the page failed.', { cause }),
        )
      },
      onMutations,
    }
    stopRecord = record(options)
    // Of what is blocked rrweb tells nothing, so not that it has just been blocked either.
    marks.observe(document, { subtree: true, attributeFilter: [...markerAttributes] })
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
    drain,
    stop() {
      isStopped = true
      waiting = []
      marks.disconnect()
      clearTimeout(drainTimer)
      clearTimeout(snapshotTimer)
      stopRecord?.()
    },
  }
}

/** While all is left out, a snapshot that somebody asks for is still taken. */
function isLeftOut({ type, data }: RawFrame, budget: Budget): boolean {
  if (type !== 3) return false
  const source = typeof data === 'object' && data !== null && 'source' in data ? data.source : null
  return budget.leavesOut('frames') || (mousePath.has(source) && budget.leavesOut('mouse-path'))
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
