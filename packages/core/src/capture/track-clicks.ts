import type { ClickEvent } from '@playhead/protocol'
import { findComponentName } from './component-name.ts'
import { describeElement, targetOf } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/**
 * Clicks and double clicks, with where and on what. A click made with the keyboard is at 0, 0 of an
 * `unknown` pointer.
 */
export function trackClicks(emit: EmitTimeline, scope: CaptureScope): Tracker {
  // The event of a double click does not tell its pointer: it is that of its clicks.
  let pointer: ClickEvent['pointer'] = 'unknown'
  const stop = scope.listen<MouseEvent>(document, ['click', 'dblclick'], (event) => {
    const isDouble = event.type === 'dblclick'
    if (!isDouble) pointer = pointerOf(event)
    const target = targetOf(event, scope)
    if (!target) return
    const component = findComponentName(target)
    emit({
      type: isDouble ? 'double-click' : 'click',
      at: scope.clock.now(),
      x: event.clientX,
      y: event.clientY,
      pageX: event.pageX,
      pageY: event.pageY,
      pointer,
      element: { ...describeElement(target, scope), ...(component && { component }) },
    })
  })
  return { stop }
}

function pointerOf(event: MouseEvent): ClickEvent['pointer'] {
  const type = 'pointerType' in event ? event.pointerType : ''
  return type === 'mouse' || type === 'touch' || type === 'pen' ? type : 'unknown'
}
