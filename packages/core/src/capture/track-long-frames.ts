import { limitRate } from './limit-rate.ts'
import { canObserve, observePerformance } from './observe-performance.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** Long Animation Frames, section 3; a long task has neither of these. */
interface LongFrame extends PerformanceEntry {
  blockingDuration?: number
  scripts?: readonly { duration: number; sourceURL: string }[]
}

/** Frames, or where the browser does not tell of those, tasks that kept the page busy for 50 ms and more. */
export function trackLongFrames(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const rate = limitRate('timeline', emit, scope, { count: 30 })
  const watch = observePerformance<LongFrame>(
    canObserve('long-animation-frame') ? 'long-animation-frame' : 'longtask',
    ({ startTime, duration, blockingDuration, scripts = [] }) => {
      if (!rate.take()) return
      const [slowest] = [...scripts].sort((a, b) => b.duration - a.duration)
      const url = slowest?.sourceURL
      emit({
        type: 'long-frame',
        at: Math.round(scope.clock.now() - (performance.now() - startTime)),
        durationMs: Math.round(duration),
        blockingMs: blockingDuration === undefined ? null : Math.round(blockingDuration),
        script: url ? scope.policy.scrubUrl(url).slice(0, 4_000) : null,
      })
    },
    scope,
  )
  return {
    drain() {
      watch.drain()
      rate.drain()
    },
    stop() {
      rate.stop()
      watch.stop()
    },
  }
}
