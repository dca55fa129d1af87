import type { ElementReference } from '@playhead/protocol'
import { describeElement, targetOf } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

type Drag = { name: 'none' | 'ignored' } | { name: 'dragging'; at: number; from: ElementReference }

/** From which element to which something was dragged by the browser's own drag and drop. */
export function trackDrag(emit: EmitTimeline, scope: CaptureScope): Tracker {
  let drag: Drag = { name: 'none' }

  function end(to: ElementReference | null): void {
    const { at, from } = drag.name === 'dragging' ? drag : { at: scope.clock.now(), from: null }
    if (from || (to && drag.name === 'none')) emit({ type: 'drag', at, from, to })
    drag = { name: 'none' }
  }

  const stops = [
    scope.listen(document, 'dragstart', (event) => {
      const target = targetOf(event, scope)
      drag = target
        ? { name: 'dragging', at: scope.clock.now(), from: describeElement(target, scope) }
        : { name: 'ignored' }
    }),
    scope.listen(document, 'drop', (event) => {
      const target = targetOf(event, scope)
      end(target && describeElement(target, scope))
    }),
    // Follows a drop, too; then there is nothing left to end.
    scope.listen(document, 'dragend', () => end(null)),
  ]
  return { stop: () => stops.forEach((stop) => stop()) }
}
