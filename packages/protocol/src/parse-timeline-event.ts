import { ProtocolError } from './protocol-error.ts'
import {
  consoleLevels,
  type ElementReference,
  type JsonValue,
  namedKeys,
  type TimelineEvent,
  type TimelineEventType,
} from './timeline-event.ts'

type Check<T> = (value: unknown) => value is T
type Shape<E> = { [K in Exclude<keyof E, 'type' | 'at'>]-?: Check<E[K]> }
type EventOf<T extends TimelineEventType> = Extract<TimelineEvent, { type: T }>

/** Longest text of one field, in UTF-16 units; a stack trace is the longest honest one. */
const maxTextLength = 65_536

const isText: Check<string> = (value): value is string =>
  typeof value === 'string' && value.length <= maxTextLength
const isNumber: Check<number> = (value): value is number => Number.isFinite(value)
const isCount: Check<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0

const oneOf =
  <const T extends readonly unknown[]>(...values: T): Check<T[number]> =>
  (value): value is T[number] =>
    values.includes(value)
const orNull =
  <T>(check: Check<T>): Check<T | null> =>
  (value): value is T | null =>
    value === null || check(value)
const optional =
  <T>(check: Check<T>): Check<T> =>
  (value): value is T =>
    value === undefined || check(value)
const listOf =
  <T>(check: Check<T>): Check<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(check)

const isRecord: Check<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** It came out of `JSON.parse`, so whatever is in it is a JSON value. */
const isJsonObject: Check<{ readonly [key: string]: JsonValue }> = (
  value,
): value is { readonly [key: string]: JsonValue } => isRecord(value)

const elementShape: Shape<ElementReference> = {
  selector: isText,
  tag: isText,
  role: optional(isText),
  name: optional(isText),
  node: optional(isNumber),
}
const isElement: Check<ElementReference> = (value): value is ElementReference =>
  isRecord(value) &&
  Object.keys(value).every((key) => key in elementShape) &&
  Object.entries(elementShape).every(([key, check]) => check(value[key]))

const isNamedKeyCounts: Check<Partial<Record<(typeof namedKeys)[number], number>>> = (
  value,
): value is Partial<Record<(typeof namedKeys)[number], number>> =>
  isRecord(value) &&
  Object.entries(value).every(([key, count]) => oneOf(...namedKeys)(key) && isCount(count))

const isMousePoint: Check<readonly [number, number, number]> = (
  value,
): value is readonly [number, number, number] =>
  Array.isArray(value) && value.length === 3 && value.every(isNumber)

const shapes: { [T in TimelineEventType]: Shape<EventOf<T>> } = {
  click: {
    x: isNumber,
    y: isNumber,
    pageX: isNumber,
    pageY: isNumber,
    pointer: oneOf('mouse', 'touch', 'pen', 'unknown'),
    element: isElement,
  },
  keys: { count: isCount, named: isNamedKeyCounts, element: orNull(isElement) },
  input: { element: isElement },
  scroll: { x: isNumber, y: isNumber, depth: isNumber, element: orNull(isElement) },
  'mouse-path': { points: listOf(isMousePoint) },
  navigation: {
    kind: oneOf('load', 'push', 'replace', 'traverse', 'fragment'),
    from: orNull(isText),
    to: isText,
  },
  console: { level: oneOf(...consoleLevels), args: listOf(isText) },
  network: {
    initiator: oneOf('fetch', 'xhr', 'beacon'),
    method: isText,
    url: isText,
    status: orNull(isCount),
    durationMs: isNumber,
    failure: optional(oneOf('network', 'aborted', 'timeout')),
    requestBytes: optional(isCount),
    responseBytes: optional(isCount),
  },
  error: {
    kind: oneOf('uncaught', 'unhandled-rejection', 'reported'),
    name: isText,
    message: isText,
    stack: orNull(isText),
  },
  custom: { name: isText, properties: isJsonObject },
  identify: { user: isText, traits: isJsonObject },
  resize: { width: isNumber, height: isNumber },
  visibility: { state: oneOf('visible', 'hidden') },
  dropped: {
    what: oneOf('frames', 'console', 'network', 'timeline'),
    count: isCount,
    reason: oneOf('too-large', 'rate-limited', 'send-failed', 'not-serialisable'),
  },
}

/**
 * Parses one event that came out of `JSON.parse`. A field the vocabulary does not know is left out:
 * what no privacy rule has been written for is not kept.
 *
 * @throws {ProtocolError} `invalid_timeline_event`, naming the type and the field.
 */
export function parseTimelineEvent(value: unknown): TimelineEvent {
  if (!isRecord(value)) throw invalid('it is not an object')
  const { type, at } = value
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) {
    throw invalid(`its type is ${JSON.stringify(type)?.slice(0, 60)}`)
  }
  if (!isNumber(at) || at < 0) throw invalid(`the time of a ${type} is ${String(at)}`)
  const event: Record<string, unknown> = { type, at }
  for (const [field, check] of Object.entries(shapes[type as TimelineEventType])) {
    if (!check(value[field])) throw invalid(`the ${field} of a ${type} does not fit`)
    if (value[field] !== undefined) event[field] = value[field]
  }
  // Every field of the type's shape has been checked above.
  return event as unknown as TimelineEvent
}

function invalid(why: string): ProtocolError {
  return new ProtocolError('invalid_timeline_event', `A timeline event was refused: ${why}.`)
}
