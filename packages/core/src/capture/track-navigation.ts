import type { NavigationEvent } from '@playhead/protocol'
import { observeCall } from '../dom/observe-call.ts'
import { isPrerendering, readPageLoad } from '../page/page-load.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/**
 * Pages: the document itself, then whatever the application makes of the History API.
 *
 * @param onMove told of every move before anything is emitted of it.
 */
export function trackNavigation(
  emit: EmitTimeline,
  scope: CaptureScope,
  onMove: () => void = () => undefined,
): Tracker {
  const { scrubUrl, isExcluded } = scope.policy
  let current = location.href
  let hasBegun = false
  let isRestored = false

  function begin(): void {
    // Nobody sees it yet, and perhaps nobody ever will.
    if (isPrerendering()) return
    current = location.href
    const { type } = hasBegun ? {} : readPageLoad()
    hasBegun = true
    emit({
      type: 'navigation',
      at: scope.clock.now(),
      kind: isRestored ? 'restore' : 'load',
      from: isRestored || document.referrer === '' ? null : toFrom(document.referrer),
      to: scrubUrl(current),
      ...(type && { loadType: type }),
    })
    isRestored = false
  }

  /** That a person came from an excluded page shows in the gap; its address does not. */
  function toFrom(url: string): string | null {
    return isExcluded(url) ? null : scrubUrl(url)
  }

  function moved(kind: Exclude<NavigationEvent['kind'], 'load' | 'restore'>): void {
    const from = current
    current = location.href
    // Frameworks call replaceState with the address that is already there, to keep state in it.
    if (kind === 'replace' && from === current) return
    onMove()
    emit({
      type: 'navigation',
      at: scope.clock.now(),
      kind,
      from: toFrom(from),
      to: scrubUrl(current),
    })
  }

  const stops = [
    scope.listen(document, 'prerenderingchange', begin),
    scope.listen<PageTransitionEvent>(window, 'pageshow', ({ persisted }) => {
      isRestored = persisted
    }),
    observeCall(history, 'pushState', () => moved('push')),
    observeCall(history, 'replaceState', () => moved('replace')),
    scope.listen(window, 'popstate', () => {
      // Not only for a fragment's event, which comes later than what a router does now.
      onMove()
      // A move to another fragment also fires hashchange, which tells it better.
      if (withoutFragment(current) !== withoutFragment(location.href)) moved('traverse')
    }),
    scope.listen(window, 'hashchange', () => {
      if (current !== location.href) moved('fragment')
    }),
  ]
  return { begin, stop: () => stops.forEach((stop) => stop()) }
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '')
}
