import type { ElementReference, VitalName } from '@playhead/protocol'
import { readPageLoad } from '../page/page-load.ts'
import { describeElement, heardElement } from './describe-element.ts'
import { canObserve, observePerformance } from './observe-performance.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'
import { createShiftWindows } from './vitals/shift-windows.ts'
import { createSlowInteractions } from './vitals/slow-interactions.ts'

/** What changed is told after this long, and when the page is hidden. */
const gatherMs = 5_000

/** Layout Instability, section 2.3; TypeScript's library has only what all browsers have. */
interface LayoutShift extends PerformanceEntry {
  value: number
  hadRecentInput: boolean
}
interface About {
  element?: ElementReference
}

/**
 * The web vitals. What concerns loading is told once for the document; layout shift and the delay of
 * interactions begin anew with each session and when the page is back from the back/forward cache.
 */
export function trackVitals(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const { activatedAt, respondedAt } = readPageLoad()
  const vitals = new Map<VitalName, About & { value: number }>()
  const told = new Map<VitalName, number>()
  let shift = createShiftWindows()
  let slow = createSlowInteractions<About>()
  let countedFrom = 0
  let hasBegun = false
  let timer: ReturnType<typeof setTimeout> | undefined
  // What is painted where nobody looks says nothing about the page.
  let hiddenAt = document.visibilityState === 'hidden' ? 0 : Infinity

  function set(name: VitalName, value: number, about: About = {}): void {
    vitals.set(name, { value, ...about })
    timer ??= setTimeout(tell, gatherMs)
  }

  function setPaint(name: VitalName, startTime: number, about?: About): void {
    if (startTime < hiddenAt) set(name, Math.max(0, startTime - activatedAt), about)
  }

  function about(node: Node | null | undefined): About {
    const element = node && heardElement(node, scope)
    return element ? { element: describeElement(element, scope) } : {}
  }

  function hearInteraction({ interactionId, duration, target }: PerformanceEventTiming): void {
    if (!interactionId || (target && !heardElement(target, scope))) return
    slow.add(interactionId, duration, () => about(target))
    // Where the browser does not count, no outlier is left out.
    const worst = slow.worst((performance.interactionCount ?? countedFrom) - countedFrom)
    if (worst) set('INP', worst.duration, worst.about)
  }

  function tell(): void {
    clearTimeout(timer)
    timer = undefined
    for (const [name, { value, ...more }] of vitals) {
      const rounded = name === 'CLS' ? Math.round(value * 1e4) / 1e4 : Math.round(value)
      if (told.get(name) === rounded) continue
      told.set(name, rounded)
      emit({ type: 'vital', at: scope.clock.now(), name, value: rounded, ...more })
    }
  }

  if (respondedAt > 0) set('TTFB', Math.max(0, respondedAt - activatedAt))
  const buffered = { buffered: true }
  const watches = [
    observePerformance(
      'paint',
      ({ name, startTime }) => {
        if (name === 'first-contentful-paint') setPaint('FCP', startTime)
      },
      scope,
      buffered,
    ),
    observePerformance<LargestContentfulPaint>(
      'largest-contentful-paint',
      ({ startTime, element }) => setPaint('LCP', startTime, about(element)),
      scope,
      buffered,
    ),
    observePerformance<LayoutShift>(
      'layout-shift',
      ({ startTime, value, hadRecentInput }) => {
        if (!hadRecentInput) set('CLS', shift(startTime, value))
      },
      scope,
      buffered,
    ),
    observePerformance('event', hearInteraction, scope, { ...buffered, durationThreshold: 40 }),
    // Of the first one even if it was fast.
    observePerformance('first-input', hearInteraction, scope, buffered),
  ]
  const stopListening = scope.listen(document, 'visibilitychange', ({ timeStamp }) => {
    if (document.visibilityState === 'hidden') hiddenAt = Math.min(hiddenAt, timeStamp)
  })

  return {
    begin() {
      if (hasBegun) {
        vitals.clear()
        told.clear()
        shift = createShiftWindows()
        slow = createSlowInteractions()
        countedFrom = performance.interactionCount ?? 0
      }
      hasBegun = true
      if (canObserve('layout-shift')) set('CLS', 0)
    },
    drain() {
      watches.forEach((watch) => watch.drain())
      tell()
    },
    stop() {
      clearTimeout(timer)
      stopListening()
      watches.forEach((watch) => watch.stop())
    },
  }
}
