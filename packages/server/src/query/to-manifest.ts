import type { SegmentGap, SegmentSummary, SessionManifest, TabManifest } from '@playhead/protocol'
import type { StoredSession } from '../store/replay-store.ts'

/** What the viewer needs to plan playback. A missing sequence number becomes a gap, never silence. */
export function toManifest({ session, segments }: StoredSession): SessionManifest {
  const byTab = Map.groupBy(segments, ({ tab }) => tab)
  const tabs = [...byTab].map(([tab, own]) => toTab(tab, own.map(withoutTab)))
  return { session, tabs: tabs.sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1)) }
}

function toTab(id: string, segments: SegmentSummary[]): TabManifest {
  return {
    id,
    startedAt: segments.reduce((time, { startedAt }) => Math.min(time, startedAt), Infinity),
    endedAt: segments.reduce((time, { endedAt }) => Math.max(time, endedAt), -Infinity),
    segments,
    gaps: segments.flatMap((segment, index) => gapBefore(segment, segments[index - 1])),
  }
}

/** When the first segments are missing, nobody knows when they began: the gap has no length then. */
function gapBefore(segment: SegmentSummary, previous: SegmentSummary | undefined): SegmentGap[] {
  const fromSequence = previous ? previous.sequence + 1 : 0
  if (segment.sequence === fromSequence) return []
  const startedAt = Math.min(previous?.endedAt ?? segment.startedAt, segment.startedAt)
  return [{ fromSequence, toSequence: segment.sequence - 1, startedAt, endedAt: segment.startedAt }]
}

function withoutTab(segment: SegmentSummary): SegmentSummary {
  const { sequence, startedAt, endedAt, timelineEvents, frames, bytes, keyframes } = segment
  return { sequence, startedAt, endedAt, timelineEvents, frames, bytes, keyframes }
}
