import type { SelectionEvent } from '@playhead/protocol'
import { describeElement, heardElement } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** A selection is complete when it has not changed for this long. */
const pauseMs = 500

/**
 * That something was selected, in which element, and roughly how much: never what. Of what a person
 * enters not even how much.
 */
export function trackSelection(emit: EmitTimeline, scope: CaptureScope): Tracker {
  let timer: ReturnType<typeof setTimeout> | undefined

  function drain(): void {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    const { node, size } = selected(scope) ?? {}
    const element = node && heardElement(node, scope)
    if (!element) return
    emit({
      type: 'selection',
      at: scope.clock.now(),
      ...(size && { size }),
      element: describeElement(element, scope),
    })
  }

  const stop = scope.listen(document, 'selectionchange', () => {
    clearTimeout(timer)
    timer = setTimeout(drain, pauseMs)
  })
  return {
    drain,
    stop() {
      clearTimeout(timer)
      stop()
    },
  }
}

function selected({
  policy,
}: CaptureScope): { node: Node; size?: SelectionEvent['size'] | undefined } | null {
  const active = document.activeElement
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement)
    return active.selectionStart === active.selectionEnd ? null : { node: active }
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const node = range.commonAncestorContainer
  const level = policy.levelOf(node)
  if (level === 'editable' || level === 'block') return { node }
  // Unlike the selection's own text, a range's needs no layout (DOM standard, "stringification").
  const { length } = range.toString()
  return { node, size: length <= 20 ? 'short' : length <= 200 ? 'medium' : 'long' }
}
