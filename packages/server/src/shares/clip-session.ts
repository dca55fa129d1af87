import {
  decodeSegment,
  encodeSegment,
  type SegmentSummary,
  type SessionManifest,
  type SessionTimeline,
  type TimelineEvent,
} from '@playhead/protocol'
import { toManifest } from '../query/to-manifest.ts'
import type { StoredSession } from '../store/replay-store.ts'
import { type Clip, clipFrames } from './clip-frames.ts'

type StoredSegment = StoredSession['segments'][number]

/** The timeline between two times, and before it the page that each tab is at, and what it looks like. */
export function clipTimeline({ events }: SessionTimeline, clip: Clip): SessionTimeline {
  const byTab = Map.groupBy(events, ({ tab }) => tab)
  const clipped = [...byTab].flatMap(([tab, own]) =>
    clipEvents(own, clip).map((event) => ({ ...event, tab })),
  )
  return { events: clipped.sort((a, b) => a.at - b.at) }
}

/** Facts, segments and gaps of that part; counts are of what it shows. */
export function clipManifest(
  { session, segments }: StoredSession,
  timeline: SessionTimeline,
  clip: Clip,
): SessionManifest {
  const kept = [...Map.groupBy(segments, ({ tab }) => tab).values()].flatMap((own) =>
    selectSegments(own, clip).map((segment) => clipSummary(segment, startOf(own, clip), clip)),
  )
  const { events } = clipTimeline(timeline, clip)
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
    tabs: new Set(kept.map(({ tab }) => tab)).size,
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

/** A segment with nothing in it but that part; null if it is not of it. */
export async function clipSegment(
  bytes: Uint8Array<ArrayBuffer>,
  tab: readonly StoredSegment[],
  clip: Clip,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { header, timeline, frames } = await decodeSegment(bytes)
  if (!selectSegments(tab, clip).some(({ sequence }) => sequence === header.sequence)) return null
  const clipped = await encodeSegment({
    ...header,
    startedAt: clamp(header.startedAt, clip),
    endedAt: clamp(header.endedAt, clip),
    timeline: timeline
      .filter(({ at }) => at >= clip.from && at <= clip.to)
      .map((event) => JSON.stringify(event)),
    frames: clipFrames(frames, clip, startOf(tab, clip)).map((frame) => JSON.stringify(frame)),
  })
  return clipped.bytes
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

/** Those that hold something between the picture that the part begins with and its end. */
function selectSegments(tab: readonly StoredSegment[], clip: Clip): StoredSegment[] {
  const start = startOf(tab, clip) ?? clip.from
  return tab.filter(({ startedAt, endedAt }) => endedAt >= start && startedAt <= clip.to)
}

/** Time of the last full picture before the part. */
function startOf(tab: readonly SegmentSummary[], { from }: Clip): number | null {
  const before = tab.flatMap(({ keyframes }) => keyframes).filter((time) => time < from)
  return before.length === 0 ? null : Math.max(...before)
}

function clipSummary(segment: StoredSegment, start: number | null, clip: Clip): StoredSegment {
  const { keyframes, startedAt, endedAt } = segment
  return {
    ...segment,
    startedAt: clamp(startedAt, clip),
    endedAt: clamp(endedAt, clip),
    keyframes: [
      ...(start !== null && keyframes.includes(start) ? [clip.from] : []),
      ...keyframes.filter((time) => time >= clip.from && time <= clip.to),
    ],
  }
}

function clamp(time: number, { from, to }: Clip): number {
  return Math.min(Math.max(time, from), to)
}
