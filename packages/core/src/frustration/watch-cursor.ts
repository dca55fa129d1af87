import { describeElement, targetOf } from '../capture/describe-element.ts'
import type { CaptureScope } from '../capture/scope.ts'
import type { defaultThresholds } from './frustration-options.ts'
import type { Signal, TellFrustration } from './signal.ts'

/** Thrashed cursor: the mouse shaken to and fro, or in circles, with no button held. */
export function watchCursor(
  tell: TellFrustration,
  scope: CaptureScope,
  { count, withinMs, distancePx }: typeof defaultThresholds.thrashedCursor,
): Signal {
  const axes = [createZigzag(), createZigzag()]
  let isTold = false

  const stop = scope.listen<PointerEvent>(document, 'pointermove', (event) => {
    if (event.pointerType !== 'mouse') return
    const now = scope.clock.now()
    axes.forEach((axis, index) => {
      const position = index === 0 ? event.clientX : event.clientY
      if (event.buttons !== 0) axis.turns = []
      if (!axis.move(position)) return
      axis.turns = [...axis.turns, now].filter((at) => now - at <= withinMs)
      // Shaken on and on, it is told once.
      if (axis.turns.length === 1 && axes.every(({ turns }) => turns.length < 2)) isTold = false
      if (axis.turns.length < count || isTold) return
      const target = targetOf(event, scope)
      if (!target || target.closest('canvas,video')) return
      isTold = true
      const [at = now] = axis.turns
      const element = describeElement(target, scope)
      tell({ kind: 'thrashed-cursor', at, element, count: axis.turns.length })
    })
  })

  /** Follows one coordinate, and tells when it has turned after a way worth the name. */
  function createZigzag() {
    let furthest = NaN
    let direction = 1
    return {
      turns: [] as number[],
      move(position: number): boolean {
        const ahead = (position - furthest) * direction
        if (!(ahead <= 0)) furthest = position
        if (!(ahead <= -distancePx)) return false
        furthest = position
        direction = -direction
        return true
      },
    }
  }

  return { stop }
}
