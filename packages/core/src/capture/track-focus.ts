import { describeElement, targetOf } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

const field =
  'input:not([type=submit],[type=button],[type=reset],[type=image]),select,textarea,[contenteditable]'

/**
 * What had the focus and for how long; of a field, whether it was changed meanwhile. Its value is not
 * looked at, nor how long that is.
 */
export function trackFocus(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const visits = new WeakMap<Element, number>()
  let focused: { element: Element; since: number; changed: boolean } | null = null
  /** It has the focus still, but its window has not. */
  let paused: WeakRef<Element> | null = null

  /** Ends a visit, or this part of it. */
  function drain(): void {
    if (!focused) return
    const { element, since, changed } = focused
    const now = scope.clock.now()
    focused = { element, since: now, changed: false }
    const durationMs = Math.round((now - since) / 100) * 100
    if (durationMs === 0 && !changed) return
    emit({
      type: 'focus',
      at: since,
      durationMs,
      refocuses: visits.get(element) ?? 0,
      ...(element.matches(field) && { changed }),
      element: describeElement(element, scope),
    })
  }

  const stops = [
    scope.listen(document, 'focusin', (event) => {
      drain()
      focused = null
      const element = targetOf(event, scope)
      if (!element) return
      if (element !== paused?.deref()) visits.set(element, (visits.get(element) ?? -1) + 1)
      focused = { element, since: scope.clock.now(), changed: false }
    }),
    scope.listen(document, 'focusout', (event) => {
      drain()
      const isPaused = focused && event.target === document.activeElement
      paused = focused && isPaused ? new WeakRef(focused.element) : null
      focused = null
    }),
    scope.listen(document, ['input', 'change'], (event) => {
      if (focused && event.composedPath()[0] === focused.element) focused.changed = true
    }),
  ]
  return { drain, stop: () => stops.forEach((stop) => stop()) }
}
