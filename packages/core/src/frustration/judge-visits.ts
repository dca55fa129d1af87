import type { ToldTracker } from '../capture/late.ts'
import type { CaptureScope } from '../capture/scope.ts'
import type { KeyValue } from '../session/session-cache.ts'
import type { Thresholds } from './frustration-options.ts'
import type { TellFrustration } from './signal.ts'
import type { Arrival } from './watch-visits.ts'
import { visitKey } from '../session/kept-keys.ts'

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
 * Judges how somebody has come to a page: loaded where it was not by a link that worked.
 *
 * @param onReload since when it is loaded again and again, for the next page to know.
 */
export function judgeVisits(
  tell: TellFrustration,
  scope: CaptureScope,
  tab: KeyValue,
  { quickBack, refreshRage }: Pick<Thresholds, 'quickBack' | 'refreshRage'>,
  onReload: (reloads: number[]) => void,
): ToldTracker<Arrival> {
  const here = (): string => scope.policy.scrubUrl(location.href)
  let timer: ReturnType<typeof setTimeout> | undefined

  function toldBack(at: number, url: string | undefined, now: number): void {
    const delayMs = now - at
    if (!quickBack || delayMs > quickBack.withinMs) return
    tell({ kind: 'quick-back', at, element: null, delayMs, ...(url !== undefined && { url }) })
  }

  /** What the page between has left comes a moment after this one is back: it ran in another process. */
  function restored(now: number, leftAt: number, attempts = 10): void {
    const visit = parseVisit(tab.get(visitKey))
    const isFromBetween = visit !== null && visit.url !== here()
    if (!isFromBetween && attempts > 0) {
      timer = setTimeout(restored, 30, now, leftAt, attempts - 1)
      return
    }
    tab.remove(visitKey)
    if (isFromBetween) comeBackFrom(visit, now)
    // Nobody has told of the page between: it is another site's.
    else toldBack(leftAt, undefined, now)
  }

  function comeBackFrom(visit: Visit, now: number): void {
    if (visit.isNew) toldBack(visit.since, visit.url, now)
  }

  function arrived(
    { type, responseStatus: status = 0 }: PerformanceNavigationTiming,
    visit: Visit,
    at: number,
  ): void {
    if (type === 'back_forward' && visit.url !== here()) comeBackFrom(visit, at)
    if (type === 'reload' && refreshRage) reloadedAfter(visit, at, refreshRage)
    const isOurs = document.referrer.startsWith(`${location.origin}/`)
    if (type === 'navigate' && status >= 400 && isOurs) {
      const url = here()
      tell({ kind: 'error-click', at, element: null, cause: 'broken-link', url, status })
    }
  }

  function reloadedAfter(
    visit: Visit,
    now: number,
    { count, withinMs }: NonNullable<Thresholds['refreshRage']>,
  ): void {
    const earlier = visit.url === here() ? visit.reloads : []
    const reloads = [...earlier, now].filter((at) => now - at <= withinMs)
    const [at = now] = reloads
    const isRage = reloads.length >= count
    if (isRage) {
      tell({ kind: 'refresh-rage', at, element: null, count: reloads.length, url: here() })
    }
    onReload(isRage ? [] : reloads)
  }

  return {
    hear(arrival, at = scope.clock.now()) {
      if ('backFrom' in arrival) {
        const { backFrom } = arrival
        return toldBack(backFrom.at, backFrom.from ?? undefined, at)
      }
      const { entry, left, leftAt } = arrival
      const visit = parseVisit(left)
      if (!entry) restored(at, leftAt)
      else if (visit) arrived(entry, visit, at)
    },
    drain: () => undefined,
    stop: () => clearTimeout(timer),
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
