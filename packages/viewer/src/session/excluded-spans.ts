import type { TimeSpan } from '@playhead/player'
import type { ExclusionReason, TimelineEvent } from '@playhead/protocol'

export interface ExcludedSpan extends TimeSpan {
  reason: ExclusionReason
}

/**
 * Stretches that were left out on purpose. One whose end was not told, as the page was left, lasts until
 * the next page that was recorded, or to the end.
 *
 * @param events of one tab, by time.
 * @param endedAt of that tab.
 */
export function toExcludedSpans(events: readonly TimelineEvent[], endedAt: number): ExcludedSpan[] {
  const spans: ExcludedSpan[] = []
  let open: ExcludedSpan | null = null
  for (const event of events) {
    const isBegin = event.type === 'excluded' && event.phase === 'begin'
    if (!isBegin && event.type !== 'excluded' && event.type !== 'navigation') continue
    if (open) open.endedAt = event.at
    open = null
    if (!isBegin) continue
    open = { startedAt: event.at, endedAt, reason: event.reason }
    spans.push(open)
  }
  return spans
}

/** The stretch that a moment lies in. */
export function findExcluded(spans: readonly ExcludedSpan[], at: number): ExcludedSpan | null {
  return spans.find((span) => span.startedAt <= at && at < span.endedAt) ?? null
}
