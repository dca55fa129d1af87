import fc from 'fast-check'
import { answers } from './arbitrary-answers.test-support.ts'
import { type ArbitraryEvents, at, hex, json } from './arbitrary-fields.test-support.ts'
import { interactions } from './arbitrary-interactions.test-support.ts'
import { statements } from './arbitrary-statements.test-support.ts'
import type { FrameEvent, SegmentDraft, TimelineEvent } from './index.ts'

/** Any event of the vocabulary, and any draft that holds such events: for property-based tests. */

const byType: ArbitraryEvents = { ...interactions, ...answers, ...statements }

const anyTimelineEvent: fc.Arbitrary<TimelineEvent> = fc
  .oneof(...Object.values(byType))
  .map((event) => ({ ...event }))

const anyFrame: fc.Arbitrary<FrameEvent> = fc.record(
  { type: fc.nat(6), timestamp: at, data: json },
  { noNullPrototype: true },
)

/** A draft and the events it holds. */
export const anyDraft: fc.Arbitrary<{
  draft: SegmentDraft
  timeline: TimelineEvent[]
  frames: FrameEvent[]
}> = fc
  .record({
    session: hex(32),
    tab: hex(16),
    sequence: fc.nat(),
    checksum: fc.nat(),
    startedAt: at,
    lasted: fc.nat(100_000),
    policy: hex(16),
    release: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })),
    timeline: fc.array(anyTimelineEvent, { maxLength: 12 }),
    frames: fc.array(anyFrame, { maxLength: 12 }),
  })
  .map(({ checksum, lasted, timeline, frames, ...fields }) => ({
    draft: {
      ...fields,
      previous: fields.sequence === 0 ? null : checksum,
      endedAt: fields.startedAt + lasted,
      timeline: timeline.map((event) => JSON.stringify(event)),
      frames: frames.map((frame) => JSON.stringify(frame)),
    },
    timeline,
    frames,
  }))
