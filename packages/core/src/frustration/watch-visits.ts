import { startLate } from '../capture/late.ts'
import type { CaptureScope } from '../capture/scope.ts'
import type { KeyValue } from '../session/session-cache.ts'
import type { Thresholds } from './frustration-options.ts'
import type { Signal, TellFrustration } from './signal.ts'
import { visitKey } from '../session/kept-keys.ts'

/** How a page was come to, or, within it, a view that was left for another one. */
export type Arrival = PageArrival | { backFrom: Pushed }

interface PageArrival {
  /** Null of one that is back from the back/forward cache. */
  entry: PerformanceNavigationTiming | null
  /** What the page before has left behind. */
  left: string | null
  /** When this one was left. */
  leftAt: number
}

/** A soft navigation that led on. */
interface Pushed {
  at: number
  from: string | null
}

/**
 * Quick back (a page that is left again at once, the way one came), refresh rage (one that is loaded
 * again and again), and a link within the site to a page that answers with an error. What judges pages
 * is loaded where one was come to in another way than by a link that worked.
 */
export function watchVisits(
  tell: TellFrustration,
  scope: CaptureScope,
  tab: KeyValue,
  thresholds: Thresholds,
): Signal {
  const { clock, policy } = scope
  let since = 0
  let leftAt = 0
  let isNew = true
  let reloads: number[] = []
  /** What the page before has left, while what judges it is on its way: somebody may be quicker. */
  let unjudged: string | null = null
  let pushed: Pushed | null = null

  const late = startLate<Arrival>(
    async () =>
      (await import('./judge.ts')).judgeVisits(tell, scope, tab, thresholds, (times) => {
        unjudged = null
        reloads = times
      }),
    scope,
  )

  const stops = [
    late.stop,
    scope.listen(window, 'pagehide', () => {
      leftAt = clock.now()
      // Reloaded while nobody was in it, as a page under development is: that was nobody's rage.
      if (!document.hasFocus()) reloads = []
      else if (unjudged && unjudged.length < 500) {
        return tab.set(visitKey, `${unjudged.slice(0, -1)},${since}]`)
      }
      const url = policy.scrubUrl(location.href)
      tab.set(visitKey, JSON.stringify([since, isNew ? 1 : 0, url, ...reloads]))
    }),
    scope.listen<PageTransitionEvent>(window, 'pageshow', ({ persisted }) => {
      if (!persisted) return
      since = clock.now()
      isNew = false
      late.hear({ entry: null, left: null, leftAt })
    }),
  ]

  return {
    settle: late.settle,
    begin() {
      // A session that goes on in the same page is no arrival.
      if (since > 0) return
      since = clock.now()
      const left = tab.get(visitKey)
      tab.remove(visitKey)
      const [entry] = performance.getEntriesByType('navigation')
      if (!(entry instanceof PerformanceNavigationTiming)) return
      isNew = entry.type === 'navigate'
      if (entry.type === 'reload') unjudged = left
      if (left && (!isNew || entry.responseStatus >= 400)) late.hear({ entry, left, leftAt }, since)
    },
    look(event) {
      if (event.type !== 'navigation') return
      const { kind, at, from, to } = event
      if (kind === 'push') pushed = { at, from }
      if (kind !== 'traverse') return
      if (pushed?.from === to) late.hear({ backFrom: { at: pushed.at, from } })
      pushed = null
    },
    stop: () => stops.forEach((stop) => stop()),
  }
}
