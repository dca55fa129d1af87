import type { FrameEvent, TimelineEvent } from '@playhead/protocol'
import { scrubAddress } from '../server-events/clean-text.ts'

/** Which page a tab showed at a time of a segment, as its path; null if it is not known. */
type PageAt = (at: number) => string | null

const meta = 4
const maxTabs = 10_000
const maxPathLength = 300

export interface PageMemory {
  /** Takes in a segment of a tab. */
  follow(tab: string, timeline: readonly TimelineEvent[], frames: readonly FrameEvent[]): PageAt
  /** Whether something has been seen of the tab that named its page, or nothing could be found of it. */
  knows(tab: string): boolean
  /** What was found of the tab elsewhere. @param url null for nothing. */
  tell(tab: string, url: string | null): void
}

/**
 * Most segments do not say which page they are of, only those in which it changes: so the last page of
 * a tab is remembered. It names warnings, no more.
 */
export function createPageMemory(): PageMemory {
  const last = new Map<string, string | null>()

  function remember(tab: string, url: string | null): void {
    last.delete(tab)
    last.set(tab, url)
    const [oldest] = last.keys()
    if (last.size > maxTabs && oldest !== undefined) last.delete(oldest)
  }

  return {
    follow(tab, timeline, frames) {
      const visits = [...timeline.flatMap(visitOf), ...frames.flatMap(metaOf)]
      visits.sort((a, b) => a.at - b.at)
      const before = last.get(tab) ?? visits[0]?.url ?? null
      const now = visits.at(-1)?.url ?? before
      if (now !== null) remember(tab, now)
      return (at) => {
        const url = visits.findLast((visit) => visit.at <= at)?.url ?? before
        return url === null ? null : toPath(url)
      }
    },
    knows: (tab) => last.has(tab),
    tell: remember,
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
export function toPath(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url
  return scrubAddress(path).slice(0, maxPathLength)
}
