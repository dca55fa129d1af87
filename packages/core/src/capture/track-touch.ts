import type { TouchEvent as TimelineTouch } from '@playhead/protocol'
import { describeElement, targetOf } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

const sampleMs = 100
const maxPoints = 100
/** Within this the finger has stayed in its place, CSS pixels. */
const slackPx = 10
/** A shorter touch is a tap. */
const holdMs = 500

interface Gesture extends Pick<TimelineTouch, 'at' | 'fingers' | 'element'> {
  finger: number
  points: TimelineTouch['points'][number][]
}

/** Taps, long presses, swipes and pinches, each with the way of its first finger, sampled. */
export function trackTouch(emit: EmitTimeline, scope: CaptureScope): Tracker {
  let gesture: Gesture | null = null

  function follow(event: TouchEvent, isLast: boolean): void {
    if (!gesture) return
    const { at, finger, points } = gesture
    const touch = [...event.changedTouches].find(({ identifier }) => identifier === finger)
    const since = scope.clock.now() - at
    const isDue = since - (points.at(-1)?.[0] ?? -sampleMs) >= sampleMs && points.length < maxPoints
    if (touch && (isDue || isLast))
      points.push([since, Math.round(touch.clientX), Math.round(touch.clientY)])
  }

  function drain(): void {
    if (!gesture) return
    const { finger: _, ...told } = gesture
    gesture = null
    emit({ type: 'touch', gesture: kindOf(told), ...told })
  }

  const stops = [
    scope.listen<TouchEvent>(document, 'touchstart', (event) => {
      if (!gesture) {
        const target = targetOf(event, scope)
        const touch = event.changedTouches[0]
        if (!target || !touch) return
        gesture = {
          at: scope.clock.now(),
          fingers: 1,
          element: describeElement(target, scope),
          finger: touch.identifier,
          points: [],
        }
        follow(event, true)
      }
      gesture.fingers = Math.max(gesture.fingers, event.touches.length)
    }),
    scope.listen<TouchEvent>(document, 'touchmove', (event) => follow(event, false)),
    scope.listen<TouchEvent>(document, ['touchend', 'touchcancel'], (event) => {
      follow(event, true)
      if (event.touches.length === 0) drain()
    }),
  ]
  return { drain, stop: () => stops.forEach((stop) => stop()) }
}

function kindOf({
  points,
  fingers,
}: Pick<Gesture, 'points' | 'fingers'>): TimelineTouch['gesture'] {
  const [, fromX = 0, fromY = 0] = points[0] ?? []
  if (fingers > 1 || points.some(([, x, y]) => Math.hypot(x - fromX, y - fromY) > slackPx))
    return 'move'
  return (points.at(-1)?.[0] ?? 0) < holdMs ? 'tap' : 'hold'
}
