import type { SegmentHeader, TimelineEvent } from '@playhead/protocol'

/** What is told of a segment that is kept: masked by the page, cleaned by the server. */
export interface CommittedSegment {
  header: SegmentHeader
  timeline: readonly TimelineEvent[]
}

export type OnSegment = (segment: CommittedSegment) => void | Promise<void>

/** Tells of a segment without making the answer wait, and without making it fail. */
export function createTeller(
  onSegment: OnSegment | undefined,
  onError: (error: unknown) => void,
): (segment: CommittedSegment) => void {
  if (!onSegment) return () => undefined
  return ({ header, timeline }) => {
    void Promise.resolve({ header, timeline }).then(onSegment).catch(onError)
  }
}
