import fc from 'fast-check'
import type {
  FrameEvent,
  JsonValue,
  SegmentDraft,
  TimelineEvent,
  TimelineEventType,
} from './index.ts'
import { consoleLevels, namedKeys } from './index.ts'

/** Any event of the vocabulary, and any draft that holds such events: for property-based tests. */

type EventOf<T extends TimelineEventType> = Extract<TimelineEvent, { type: T }>

const at = fc
  .double({ min: 0, max: 4e12, noNaN: true, noDefaultInfinity: true })
  .map(withoutNegativeZero)
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map(withoutNegativeZero)
const count = fc.nat()
const text = fc.string({ unit: 'grapheme', maxLength: 80 })
const json = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue)
const jsonObject = fc
  .array(
    fc.tuple(
      text.filter((key) => key !== '__proto__'),
      json,
    ),
    { maxLength: 5 },
  )
  .map((entries) => Object.fromEntries(entries) as { [key: string]: JsonValue })
const element = fc.record(
  { selector: text, tag: text, role: text, name: text, node: fc.nat() },
  { requiredKeys: ['selector', 'tag'], noNullPrototype: true },
)
const elementOrNull = fc.option(element)
const named = fc
  .array(fc.tuple(fc.constantFrom(...namedKeys), count), { maxLength: 4 })
  .map((entries) => Object.fromEntries(entries))

const byType: { [T in TimelineEventType]: fc.Arbitrary<EventOf<T>> } = {
  click: fc.record({
    type: fc.constant('click'),
    at,
    x: number,
    y: number,
    pageX: number,
    pageY: number,
    pointer: fc.constantFrom('mouse', 'touch', 'pen', 'unknown'),
    element,
  }),
  keys: fc.record({ type: fc.constant('keys'), at, count, named, element: elementOrNull }),
  input: fc.record({ type: fc.constant('input'), at, element }),
  scroll: fc.record({
    type: fc.constant('scroll'),
    at,
    x: number,
    y: number,
    depth: number,
    element: elementOrNull,
  }),
  'mouse-path': fc.record({
    type: fc.constant('mouse-path'),
    at,
    points: fc.array(fc.tuple(number, number, number), { maxLength: 20 }),
  }),
  navigation: fc.record({
    type: fc.constant('navigation'),
    at,
    kind: fc.constantFrom('load', 'push', 'replace', 'traverse', 'fragment'),
    from: fc.option(text),
    to: text,
  }),
  console: fc.record({
    type: fc.constant('console'),
    at,
    level: fc.constantFrom(...consoleLevels),
    args: fc.array(text, { maxLength: 5 }),
  }),
  network: fc.record(
    {
      type: fc.constant('network'),
      at,
      initiator: fc.constantFrom('fetch', 'xhr', 'beacon'),
      method: text,
      url: text,
      status: fc.option(count),
      durationMs: number,
      failure: fc.constantFrom('network', 'aborted', 'timeout'),
      requestBytes: count,
      responseBytes: count,
    },
    { requiredKeys: ['type', 'at', 'initiator', 'method', 'url', 'status', 'durationMs'] },
  ),
  error: fc.record({
    type: fc.constant('error'),
    at,
    kind: fc.constantFrom('uncaught', 'unhandled-rejection', 'reported'),
    name: text,
    message: text,
    stack: fc.option(text),
  }),
  custom: fc.record({ type: fc.constant('custom'), at, name: text, properties: jsonObject }),
  identify: fc.record({ type: fc.constant('identify'), at, user: text, traits: jsonObject }),
  resize: fc.record({ type: fc.constant('resize'), at, width: number, height: number }),
  visibility: fc.record({
    type: fc.constant('visibility'),
    at,
    state: fc.constantFrom('visible', 'hidden'),
  }),
  dropped: fc.record({
    type: fc.constant('dropped'),
    at,
    what: fc.constantFrom('frames', 'console', 'network', 'timeline'),
    count,
    reason: fc.constantFrom('too-large', 'rate-limited', 'send-failed', 'not-serialisable'),
  }),
}

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

function hex(digits: number): fc.Arbitrary<string> {
  return fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'),
    minLength: digits,
    maxLength: digits,
  })
}

/** JSON has no negative zero. */
function withoutNegativeZero(value: number): number {
  return value === 0 ? 0 : value
}
