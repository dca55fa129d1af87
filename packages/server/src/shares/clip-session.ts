import type { SessionManifest, SessionTimeline, TimelineEvent } from '@playhead/protocol'
import { toManifest } from '../query/to-manifest.ts'
import type { StoredSession } from '../store/replay-store.ts'
import { type Clip, selectOfSession, type StoredSegment, type TabClip } from './clip.ts'

/** The timeline between two times, and before it the page that each tab is at, and what it looks like. */
export function clipTimeline(
  { events }: SessionTimeline,
  tabs: ReadonlyMap<string, TabClip>,
  clip: Clip,
): SessionTimeline {
  const byTab = Map.groupBy(events, ({ tab }) => tab)
  const clipped = [...byTab].flatMap(([tab, own]) =>
    tab === null || tabs.has(tab) ? clipEvents(own, clip).map((event) => ({ ...event, tab })) : [],
  )
  return { events: clipped.sort((a, b) => a.at - b.at) }
}

/** Facts, segments and gaps of that part; counts are of what it shows. */
export function clipManifest(
  { session, segments }: StoredSession,
  timeline: SessionTimeline,
  clip: Clip,
): SessionManifest {
  const selected = selectOfSession(segments, clip)
  const kept = [...selected.values()].flatMap((tab) =>
    tab.shown.map((segment) => clipSummary(segment, tab, clip)),
  )
  const { events } = clipTimeline(timeline, selected, clip)
  const count = (type: TimelineEvent['type']): number =>
    events.filter((event) => event.type === type).length
  const pages = events.flatMap((event) => (event.type === 'navigation' ? [event.to] : []))
  const users = events.flatMap((event) => (event.type === 'identify' ? [event.user] : []))
  const summary = {
    ...session,
    startedAt: Math.max(session.startedAt, clip.from),
    endedAt: Math.min(session.endedAt, clip.to),
    entryUrl: pages[0] ?? null,
    pages: pages.length,
    clicks: count('click'),
    errors: count('error'),
    user: users.at(-1) ?? null,
    users: [...new Set(users)],
    tabs: selected.size,
    segments: kept.length,
    storedBytes: kept.reduce((sum, { bytes }) => sum + bytes, 0),
  }
  const manifest = toManifest({ session: summary, segments: kept })
  // What is missing before the first that is shown is not shown either.
  const tabs = manifest.tabs.map((tab) => ({
    ...tab,
    gaps: tab.gaps.filter(({ fromSequence }) => fromSequence > (tab.segments[0]?.sequence ?? 0)),
  }))
  return { session: summary, tabs }
}

function clipEvents(events: readonly TimelineEvent[], { from, to }: Clip): TimelineEvent[] {
  const look = events.findLast(({ type, at }) => type === 'preferences' && at < from)
  const shown = [
    ...(look ? [{ ...look, at: from }] : []),
    ...events.filter(({ at }) => at >= from && at <= to),
  ]
  const page = events.findLast(({ type, at }) => type === 'navigation' && at < from)
  if (page?.type !== 'navigation') return shown
  return [{ type: 'navigation', at: from, kind: 'load', from: null, to: page.to }, ...shown]
}

function clipSummary(segment: StoredSegment, { look }: TabClip, clip: Clip): StoredSegment {
  const { keyframes, startedAt, endedAt } = segment
  return {
    ...segment,
    startedAt: clampTo(clip, startedAt),
    endedAt: clampTo(clip, endedAt),
    keyframes: [
      ...(look?.at.sequence === segment.sequence ? [clip.from] : []),
      ...keyframes.filter((time) => time >= clip.from && time <= clip.to),
    ],
  }
}

export function clampTo({ from, to }: Clip, time: number): number {
  return Math.min(Math.max(time, from), to)
}
