import {
  encodeSegment,
  type FrameEvent,
  type TabManifest,
  type TimelineEvent,
} from '@playhead/protocol'

interface FakeSegment {
  frames: FrameEvent[]
  timeline?: TimelineEvent[]
  /** Its bytes arrive with a flipped bit. */
  isDamaged?: boolean
}

export interface FakeTab {
  id: string
  /** null for a segment that never arrived. */
  segments: (FakeSegment | null)[]
}

/** A tab as the server tells of it; the segments' bytes go to `bodies`, by their address. */
export async function encodeTab(
  session: string,
  { id, segments }: FakeTab,
  bodies: Map<string, Uint8Array<ArrayBuffer>>,
): Promise<TabManifest> {
  const tab: TabManifest = { id, startedAt: Infinity, endedAt: 0, segments: [], gaps: [] }
  for (const [sequence, segment] of segments.entries()) {
    if (!segment) continue
    const { frames, timeline = [] } = segment
    const times = [...frames.map(({ timestamp }) => timestamp), ...timeline.map(({ at }) => at)]
    const span = { startedAt: Math.min(...times), endedAt: Math.max(...times) }
    if (sequence > 0 && segments[sequence - 1] === null) {
      const startedAt = Number.isFinite(tab.startedAt) ? tab.endedAt : span.startedAt
      const missing = { fromSequence: sequence - 1, toSequence: sequence - 1 }
      tab.gaps.push({ ...missing, startedAt, endedAt: span.startedAt })
    }
    const { bytes } = await encodeSegment({
      session,
      tab: id,
      sequence,
      previous: sequence === 0 ? null : 1,
      ...span,
      policy: '0000000000000000',
      release: null,
      timeline: timeline.map((event) => JSON.stringify(event)),
      frames: frames.map((frame) => JSON.stringify(frame)),
    })
    const last = bytes.length - 1
    if (segment.isDamaged === true) bytes[last] = (bytes[last] ?? 0) ^ 1
    bodies.set(`${session}/${id}/${sequence}`, bytes)
    const keyframes = frames.filter(({ type }) => type === 2).map(({ timestamp }) => timestamp)
    const sizes = { timelineEvents: timeline.length, frames: frames.length, bytes: bytes.length }
    tab.segments.push({ sequence, ...span, ...sizes, keyframes })
    tab.startedAt = Math.min(tab.startedAt, span.startedAt)
    tab.endedAt = Math.max(tab.endedAt, span.endedAt)
  }
  return tab
}
