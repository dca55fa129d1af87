import type { NavigationEvent } from '@playhead/protocol'

export interface PageLoad {
  type: NavigationEvent['loadType']
  /** When a prerendered page was shown, ms after it began to load; 0 if it was not prerendered. */
  activatedAt: number
  /** When the first byte came, ms after the page began to load; 0 if that is withheld. */
  respondedAt: number
}

/** How this document came to be loaded (Navigation Timing level 2; Prerendering Revamped, section 4.3). */
export function readPageLoad(): PageLoad {
  const [entry] = performance.getEntriesByType('navigation')
  if (!(entry instanceof PerformanceNavigationTiming))
    return { type: undefined, activatedAt: 0, respondedAt: 0 }
  const activatedAt = 'activationStart' in entry ? Number(entry.activationStart) : 0
  const type = entry.type === 'back_forward' ? 'back-forward' : entry.type
  return {
    type: activatedAt > 0 ? 'prerender' : type,
    activatedAt,
    respondedAt: entry.responseStart,
  }
}

/** Whether this page is being prepared without anybody seeing it. */
export function isPrerendering(): boolean {
  return 'prerendering' in document && document.prerendering === true
}
