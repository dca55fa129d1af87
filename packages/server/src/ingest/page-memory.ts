import type { FrameEvent, TimelineEvent } from '@playhead/protocol'
import { scrubAddress } from '../server-events/clean-text.ts'

/** Which page a tab showed at a time of a segment, as its path; null if it is not known. */
export type PageAt = (at: number) => string | null

const meta = 4
const maxTabs = 10_000
const maxPathLength = 300

/**
 * Most segments do not say which page they are of, only those in which it changes: so the last page of
 * a tab is remembered. It names warnings, no more: what is forgotten or told to another process makes a
 * warning without a page.
 */
export function createPageMemory(): (
  tab: string,
  timeline: readonly TimelineEvent[],
  frames: readonly FrameEvent[],
) => PageAt {
  const last = new Map<string, string>()
  return (tab, timeline, frames) => {
    const visits = [...timeline.flatMap(visitOf), ...frames.flatMap(metaOf)]
    visits.sort((a, b) => a.at - b.at)
    const before = last.get(tab) ?? visits[0]?.url ?? null
    const now = visits.at(-1)?.url ?? before
    last.delete(tab)
    if (now !== null) last.set(tab, now)
    const [oldest] = last.keys()
    if (last.size > maxTabs && oldest !== undefined) last.delete(oldest)
    return (at) => {
      const url = visits.findLast((visit) => visit.at <= at)?.url ?? before
      return url === null ? null : toPath(url)
    }
  }
}

function visitOf(event: TimelineEvent): { at: number; url: string }[] {
  return event.type === 'navigation' ? [{ at: event.at, url: event.to }] : []
}

function metaOf({ type, timestamp, data }: FrameEvent): { at: number; url: string }[] {
  const { href }: { href?: unknown } = typeof data === 'object' ? { ...data } : {}
  return type === meta && typeof href === 'string' ? [{ at: timestamp, url: href }] : []
}

/** The path may hold the very datum. */
function toPath(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url
  return scrubAddress(path).slice(0, maxPathLength)
}
