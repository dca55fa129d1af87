import type { DroppedEvent } from '@playhead/protocol'
import type { CaptureScope, EmitTimeline } from './scope.ts'

export interface DropCount {
  /** One more was left out. */
  add(): void
  /** Says how many were left out since it last said so. */
  drain(): void
  stop(): void
}

export interface RateLimit extends Omit<DropCount, 'add'> {
  /** Whether one more may be recorded now. */
  take(): boolean
}

/** Counts what is left out, and puts the count on the timeline soon after. */
export function countDropped(
  what: DroppedEvent['what'],
  reason: DroppedEvent['reason'],
  emit: EmitTimeline,
  { clock }: CaptureScope,
  afterMs = 10_000,
): DropCount {
  let count = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function drain(): void {
    clearTimeout(timer)
    if (count === 0) return
    emit({ type: 'dropped', at: clock.now(), what, count, reason })
    count = 0
  }

  return {
    add() {
      if (count++ === 0) timer = setTimeout(drain, afterMs)
    },
    drain,
    stop: () => clearTimeout(timer),
  }
}

/**
 * At most `count` events in each `perMs`; what is beyond is counted, and the count put on the timeline.
 */
export function limitRate(
  what: DroppedEvent['what'],
  emit: EmitTimeline,
  scope: CaptureScope,
  { count = 200, perMs = 10_000 } = {},
): RateLimit {
  const { add, drain, stop } = countDropped(what, 'rate-limited', emit, scope, perMs)
  let windowFrom = -Infinity
  let taken = 0
  return {
    take() {
      const now = scope.clock.now()
      if (now - windowFrom >= perMs) {
        drain()
        windowFrom = now
        taken = 0
      }
      if (taken < count) {
        taken++
        return true
      }
      add()
      return false
    },
    drain,
    stop,
  }
}
