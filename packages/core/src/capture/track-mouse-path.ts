import type { MousePathEvent } from '@playhead/protocol'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** Between two points. Enough to see hesitation and thrashing; the frames have the finer path. */
const sampleMs = 100
const gatherMs = 2_000

/** The mouse's way across the viewport, sampled. */
export function trackMousePath(emit: EmitTimeline, scope: CaptureScope): Tracker {
  let at = 0
  let points: MousePathEvent['points'][number][] = []
  let lastPointAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  function drain(): void {
    clearTimeout(timer)
    if (points.length === 0) return
    emit({ type: 'mouse-path', at, points })
    points = []
  }

  const stop = scope.listen<MouseEvent>(document, 'mousemove', (event) => {
    const now = scope.clock.now()
    if (now - lastPointAt < sampleMs || scope.budget.leavesOut('mouse-path')) return
    lastPointAt = now
    if (points.length === 0) {
      at = now
      timer = setTimeout(drain, gatherMs)
    }
    points.push([now - at, event.clientX, event.clientY])
  })
  return {
    drain,
    stop() {
      clearTimeout(timer)
      stop()
    },
  }
}
