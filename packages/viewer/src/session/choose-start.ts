import type { SessionTimeline, TabManifest } from '@playhead/protocol'
import type { Moment } from '../app/route.ts'

/**
 * The tab to open for a moment. Links from error trackers name a time only, so the tab with an error
 * at that time is meant; then any tab that was open; then the one whose recording is nearest.
 */
export function chooseTab(
  tabs: readonly TabManifest[],
  timeline: SessionTimeline | null,
  { at, tab }: Moment,
): string | undefined {
  if (tab !== undefined && tabs.some(({ id }) => id === tab)) return tab
  if (at === undefined) return tabs[0]?.id
  const error = timeline?.events.find(
    (event) => event.type === 'error' && Math.abs(event.at - at) <= sameMomentMs,
  )
  return (error?.tab ?? nearest(tabs, at)?.id) || undefined
}

/** Clocks of one page agree; what is rounded on the way may be off by a second. */
const sameMomentMs = 1_000

function nearest(tabs: readonly TabManifest[], at: number): TabManifest | undefined {
  return tabs.toSorted((one, other) => distance(one, at) - distance(other, at))[0]
}

function distance({ startedAt, endedAt }: TabManifest, at: number): number {
  return Math.max(startedAt - at, at - endedAt, 0)
}
