import type { CaptureScope } from '../capture/scope.ts'
import type { KeyValue } from '../session/session-cache.ts'
import { visitKey } from '../session/tab.ts'
import type { defaultThresholds } from './frustration-options.ts'
import type { Signal, TellFrustration } from './signal.ts'

/** What a page leaves behind in its tab for the next one. */
interface Visit {
  /** When it was shown. */
  since: number
  /** It was come to by a link or an address, not by going back. */
  isNew: boolean
  /** Scrubbed. */
  url: string
  /** When it was loaded anew, lately. */
  reloads: number[]
}

/**
 * Quick back (a page that is left again at once, the way one came), refresh rage (one that is loaded
 * again and again), and a link within the site to a page that answers with an error.
 */
export function watchVisits(
  tell: TellFrustration,
  scope: CaptureScope,
  tab: KeyValue,
  quickBack: typeof defaultThresholds.quickBack | null,
  refreshRage: typeof defaultThresholds.refreshRage | null,
): Signal {
  const { clock, policy } = scope
  const here = (): string => policy.scrubUrl(location.href)
  let since = 0
  let leftAt = 0
  let isNew = true
  let reloads: number[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The last soft navigation that led on. */
  let pushed: { at: number; from: string | null } | null = null

  const toldBack = (at: number, url?: string, now = clock.now()): void => {
    const delayMs = now - at
    if (!quickBack || delayMs > quickBack.withinMs) return
    tell({ kind: 'quick-back', at, element: null, delayMs, ...(url !== undefined && { url }) })
  }

  const stops = [
    scope.listen(window, 'pagehide', () => {
      leftAt = clock.now()
      // Reloaded while nobody was in it, as a page under development is: that was nobody's rage.
      const last = document.hasFocus() ? reloads : []
      tab.set(visitKey, JSON.stringify([since, isNew ? 1 : 0, here(), ...last]))
    }),
    scope.listen<PageTransitionEvent>(window, 'pageshow', ({ persisted }) => {
      if (!persisted) return
      since = clock.now()
      isNew = false
      restored(since)
    }),
  ]

  /** What the page between has left comes a moment after this one is back: it ran in another process. */
  function restored(now: number, attempts = 10): void {
    const visit = parseVisit(tab.get(visitKey))
    const isFromBetween = visit !== null && visit.url !== here()
    if (!isFromBetween && attempts > 0) {
      timer = setTimeout(restored, 30, now, attempts - 1)
      return
    }
    tab.remove(visitKey)
    if (isFromBetween) comeBackFrom(visit, now)
    // Nobody has told of the page between: it is another site's.
    else toldBack(leftAt, undefined, now)
  }

  function comeBackFrom(visit: Visit, now?: number): void {
    if (visit.isNew) toldBack(visit.since, visit.url, now)
  }

  function take(): Visit | null {
    const visit = parseVisit(tab.get(visitKey))
    tab.remove(visitKey)
    return visit
  }

  function arrive(): void {
    const visit = take()
    const [entry] = performance.getEntriesByType('navigation')
    if (!(entry instanceof PerformanceNavigationTiming)) return
    isNew = entry.type === 'navigate'
    if (visit && entry.type === 'back_forward' && visit.url !== here()) comeBackFrom(visit)
    if (entry.type === 'reload' && refreshRage) reloadedAfter(visit, refreshRage)
    const { responseStatus: status = 0 } = entry
    if (visit && isNew && status >= 400 && document.referrer.startsWith(`${location.origin}/`)) {
      tell({
        kind: 'error-click',
        at: since,
        element: null,
        cause: 'broken-link',
        url: here(),
        status,
      })
    }
  }

  function reloadedAfter(
    visit: Visit | null,
    { count, withinMs }: typeof defaultThresholds.refreshRage,
  ): void {
    const earlier = visit?.url === here() ? visit.reloads : []
    reloads = [...earlier, since].filter((at) => since - at <= withinMs)
    if (reloads.length < count) return
    const [at = since] = reloads
    tell({ kind: 'refresh-rage', at, element: null, count: reloads.length, url: here() })
    reloads = []
  }

  return {
    begin() {
      // A session that goes on in the same page is no arrival.
      if (since > 0) return
      since = clock.now()
      arrive()
    },
    look(event) {
      if (event.type !== 'navigation') return
      const { kind, at, from, to } = event
      if (kind === 'push') pushed = { at, from }
      if (kind === 'traverse') {
        if (pushed && pushed.from === to) toldBack(pushed.at, from ?? undefined)
        pushed = null
      }
    },
    stop() {
      clearTimeout(timer)
      stops.forEach((stop) => stop())
    },
  }
}

function parseVisit(text: string | null): Visit | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (!Array.isArray(value)) return null
    const [since, isNew, url, ...reloads] = value as unknown[]
    if (typeof since !== 'number' || typeof url !== 'string') return null
    return { since, isNew: isNew === 1, url, reloads: reloads.filter(Number.isFinite).map(Number) }
  } catch {
    return null
  }
}
