import { describeElement, targetOf } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** A pointer that rests for less is on its way elsewhere. */
const dwellMs = 500
const usable =
  'a[href],button,input,select,textarea,summary,label,[tabindex="0"],[role=button],[role=link],[role=tab],[role=option],[role=switch],[role^=menuitem]'

/** On what can be used the mouse rested, and for how long. */
export function trackHover(emit: EmitTimeline, scope: CaptureScope): Tracker {
  let over: { element: Element; at: number } | null = null

  function drain(): void {
    if (!over) return
    const { element, at } = over
    over = null
    const durationMs = scope.clock.now() - at
    if (durationMs >= dwellMs)
      emit({ type: 'hover', at, durationMs, element: describeElement(element, scope) })
  }

  const stop = scope.listen<PointerEvent>(document, ['pointerover', 'pointerout'], (event) => {
    if (event.pointerType === 'touch') return
    if (event.type === 'pointerover') {
      const element = targetOf(event, scope)?.closest(usable) ?? null
      if (element === over?.element) return
      drain()
      over = element && { element, at: scope.clock.now() }
    } else if (!event.relatedTarget) drain()
  })
  return { drain, stop }
}
