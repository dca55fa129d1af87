import type { ClickEvent } from '@playhead/protocol'
import { describeElement, isIgnored, targetOf } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** Clicks, with where and on what. A click made with the keyboard is at 0, 0 of an `unknown` pointer. */
export function trackClicks(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const stop = scope.listen<MouseEvent>(document, 'click', (event) => {
    const target = targetOf(event)
    if (!target || isIgnored(target, scope)) return
    emit({
      type: 'click',
      at: scope.clock.now(),
      x: event.clientX,
      y: event.clientY,
      pageX: event.pageX,
      pageY: event.pageY,
      pointer: pointerOf(event),
      element: describeElement(target, scope),
    })
  })
  return { stop }
}

function pointerOf(event: MouseEvent): ClickEvent['pointer'] {
  const type = 'pointerType' in event ? event.pointerType : ''
  return type === 'mouse' || type === 'touch' || type === 'pen' ? type : 'unknown'
}
