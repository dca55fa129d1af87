import { describeElement, heardElement } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** One event per scrolled thing and this long, with where it then stands. */
const gatherMs = 250

/** How far the page, or an element in it, has been scrolled. */
export function trackScroll(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const scrolled = new Set<Element>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function drain(): void {
    clearTimeout(timer)
    timer = undefined
    for (const element of scrolled) emitScroll(element)
    scrolled.clear()
  }

  function emitScroll(element: Element): void {
    const isPage = element === document.scrollingElement
    const seen = element.scrollTop + element.clientHeight
    emit({
      type: 'scroll',
      at: scope.clock.now(),
      x: Math.round(element.scrollLeft),
      y: Math.round(element.scrollTop),
      depth: Math.min(1, seen / Math.max(1, element.scrollHeight)),
      element: isPage ? null : describeElement(element, scope),
    })
  }

  const stop = scope.listen(document, 'scroll', ({ target }) => {
    const scroller = target === document ? document.scrollingElement : target
    const element = scroller instanceof Node ? heardElement(scroller, scope) : null
    if (!element) return
    scrolled.add(element)
    timer ??= setTimeout(drain, gatherMs)
  })
  return {
    drain,
    stop() {
      clearTimeout(timer)
      stop()
    },
  }
}
