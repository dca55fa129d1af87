import type { DroppedEvent } from '@playhead/protocol'
import type { CaptureScope, EmitTimeline } from './scope.ts'

export interface RateLimit {
  /** Whether one more may be recorded now. */
  take(): boolean
  /** Says how many were left out since it last said so. */
  drain(): void
  stop(): void
}

/**
 * At most `count` events in each `perMs`; what is beyond is counted, and the count put on the timeline.
 */
export function limitRate(
  what: DroppedEvent['what'],
  emit: EmitTimeline,
  { clock }: CaptureScope,
  { count = 200, perMs = 10_000 } = {},
): RateLimit {
  let windowFrom = -Infinity
  let taken = 0
  let dropped = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function drain(): void {
    clearTimeout(timer)
    if (dropped === 0) return
    emit({ type: 'dropped', at: clock.now(), what, count: dropped, reason: 'rate-limited' })
    dropped = 0
  }

  return {
    take() {
      const now = clock.now()
      if (now - windowFrom >= perMs) {
        drain()
        windowFrom = now
        taken = 0
      }
      if (taken < count) {
        taken++
        return true
      }
      if (dropped === 0) timer = setTimeout(drain, perMs)
      dropped++
      return false
    },
    drain,
    stop: () => clearTimeout(timer),
  }
}
