import type { ElementReference, JsonValue } from './element-reference.ts'
import { frustrationAnswers, frustrationCauses, frustrationKinds } from './frustration-event.ts'
import type { NetworkBody, NetworkTiming } from './network-event.ts'
import { vitalNames } from './page-event.ts'
import { ProtocolError } from './protocol-error.ts'
import { serverEventKinds } from './server-event.ts'
import { budgetSteps, exclusionReasons, type SamplingGate } from './session-event.ts'
import {
  consoleLevels,
  consoleMethods,
  type ErrorDescription,
  namedKeys,
  type TimelineEvent,
  type TimelineEventType,
} from './timeline-event.ts'

type Check<T> = (value: unknown) => value is T
type Shape<E> = { [K in Exclude<keyof E, 'type' | 'at'>]-?: Check<E[K]> }
type EventOf<T extends TimelineEventType> = Extract<TimelineEvent, { type: T }>

/** Longest text of one field, in UTF-16 units; a stack trace is the longest honest one. */
const maxTextLength = 65_536
const maxListLength = 1_000

const isText: Check<string> = (value): value is string =>
  typeof value === 'string' && value.length <= maxTextLength
/** The viewer makes a link of it. */
const isWebUrl: Check<string> = (value): value is string =>
  isText(value) && /^https?:\/\//i.test(value)
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
    Array.isArray(value) && value.length <= maxListLength && value.every(check)

const isRecord: Check<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** It came out of `JSON.parse`, so whatever is in it is a JSON value. */
const isJsonObject: Check<{ readonly [key: string]: JsonValue }> = (
  value,
): value is { readonly [key: string]: JsonValue } => isRecord(value)

/** An object with no other fields than these. */
const objectOf =
  <T>(shape: { [K in keyof T]-?: Check<T[K]> }): Check<T> =>
  (value): value is T =>
    isRecord(value) &&
    Object.keys(value).every((key) => Object.hasOwn(shape, key)) &&
    Object.entries<Check<unknown>>(shape).every(([key, check]) => check(value[key]))

const isElement = objectOf<ElementReference>({
  selector: isText,
  tag: isText,
  role: optional(isText),
  name: optional(isText),
  node: optional(isNumber),
  component: optional(isText),
})
const errorShape: { [K in keyof ErrorDescription]: Check<ErrorDescription[K]> } = {
  name: isText,
  message: isText,
  stack: orNull(isText),
}
const isErrorList = listOf(objectOf<ErrorDescription>(errorShape))

type Flags = EventOf<'flags'>['flags']
const isFlags: Check<Flags> = (value): value is Flags =>
  isRecord(value) &&
  Object.values(value).every(
    (variant) =>
      variant === null || typeof variant === 'boolean' || isText(variant) || isNumber(variant),
  )

const isNamedKeyCounts: Check<Partial<Record<(typeof namedKeys)[number], number>>> = (
  value,
): value is Partial<Record<(typeof namedKeys)[number], number>> =>
  isRecord(value) &&
  Object.entries(value).every(([key, count]) => oneOf(...namedKeys)(key) && isCount(count))

const isPathPoint: Check<readonly [number, number, number]> = (
  value,
): value is readonly [number, number, number] =>
  Array.isArray(value) && value.length === 3 && value.every(isNumber)

const isTextRecord: Check<Readonly<Record<string, string>>> = (
  value,
): value is Readonly<Record<string, string>> =>
  isRecord(value) && Object.values(value).every(isText)

const isTiming = objectOf<NetworkTiming>({
  totalMs: isNumber,
  redirectMs: optional(isNumber),
  dnsMs: optional(isNumber),
  connectMs: optional(isNumber),
  tlsMs: optional(isNumber),
  waitMs: optional(isNumber),
  receiveMs: optional(isNumber),
  protocol: optional(isText),
})
const isBody = objectOf<NetworkBody>({ text: isText, isCut: oneOf(true, false) })

const clickShape: Shape<EventOf<'click'>> = {
  x: isNumber,
  y: isNumber,
  pageX: isNumber,
  pageY: isNumber,
  pointer: oneOf('mouse', 'touch', 'pen', 'unknown'),
  element: isElement,
}

const isSamplingGate: Check<SamplingGate> = (value): value is SamplingGate =>
  isRecord(value) &&
  Object.keys(value).length === 3 &&
  isText(value.gate) &&
  typeof value.passes === 'boolean' &&
  isText(value.reason)

const shapes: { [T in TimelineEventType]: Shape<EventOf<T>> } = {
  click: clickShape,
  'double-click': clickShape,
  touch: {
    gesture: oneOf('tap', 'hold', 'move'),
    fingers: isCount,
    points: listOf(isPathPoint),
    element: isElement,
  },
  hover: { durationMs: isNumber, element: isElement },
  focus: {
    durationMs: isNumber,
    refocuses: isCount,
    changed: optional(oneOf(true, false)),
    element: isElement,
  },
  selection: { size: optional(oneOf('short', 'medium', 'long')), element: isElement },
  clipboard: { action: oneOf('copy', 'cut', 'paste'), element: isElement },
  drag: { from: orNull(isElement), to: orNull(isElement) },
  frustration: {
    kind: oneOf(...frustrationKinds),
    element: orNull(isElement),
    cause: optional(oneOf(...frustrationCauses)),
    count: optional(isCount),
    delayMs: optional(isNumber),
    answeredBy: optional(oneOf(...frustrationAnswers)),
    fields: optional(listOf(isElement)),
    url: optional(isText),
    status: optional(isCount),
  },
  keys: { count: isCount, named: isNamedKeyCounts, element: orNull(isElement) },
  input: { element: isElement },
  scroll: { x: isNumber, y: isNumber, depth: isNumber, element: orNull(isElement) },
  'mouse-path': { points: listOf(isPathPoint) },
  navigation: {
    kind: oneOf('load', 'restore', 'push', 'replace', 'traverse', 'fragment'),
    from: orNull(isText),
    to: isText,
    loadType: optional(oneOf('navigate', 'reload', 'back-forward', 'prerender')),
  },
  'view-transition': {},
  console: {
    level: oneOf(...consoleLevels),
    method: optional(oneOf(...consoleMethods)),
    args: listOf(isText),
    stack: optional(isText),
  },
  network: {
    request: optional(isCount),
    initiator: oneOf('fetch', 'xhr', 'beacon'),
    method: isText,
    url: isText,
    status: orNull(isCount),
    durationMs: isNumber,
    failure: optional(oneOf('network', 'aborted', 'timeout')),
    requestBytes: optional(isCount),
    responseBytes: optional(isCount),
    contentType: optional(isText),
    operation: optional(isText),
    trace: optional(isText),
    requestHeaders: optional(isTextRecord),
    responseHeaders: optional(isTextRecord),
  },
  'network-detail': {
    request: isCount,
    timing: optional(isTiming),
    responseBytes: optional(isCount),
    transferBytes: optional(isCount),
    requestBody: optional(isBody),
    responseBody: optional(isBody),
  },
  socket: {
    api: oneOf('websocket', 'event-source'),
    socket: isCount,
    phase: oneOf('open', 'messages', 'error', 'close'),
    url: isText,
    sent: isCount,
    received: isCount,
    sentBytes: isCount,
    receivedBytes: isCount,
    code: optional(isCount),
    durationMs: optional(isNumber),
  },
  error: {
    kind: oneOf('uncaught', 'unhandled-rejection', 'reported'),
    ...errorShape,
    causes: optional(isErrorList),
    members: optional(isErrorList),
    context: optional(isJsonObject),
  },
  'resource-error': { url: orNull(isText), element: isElement },
  'policy-violation': {
    directive: isText,
    blocked: isText,
    disposition: oneOf('enforce', 'report'),
    source: orNull(isText),
    line: orNull(isNumber),
  },
  vital: { name: oneOf(...vitalNames), value: isNumber, element: optional(isElement) },
  'long-frame': { durationMs: isNumber, blockingMs: orNull(isNumber), script: orNull(isText) },
  custom: { name: isText, properties: isJsonObject },
  link: {
    tool: isText,
    subject: oneOf('error', 'event', 'feedback', 'session'),
    id: isText,
    url: orNull(isWebUrl),
    title: optional(isText),
    status: oneOf('pending', 'confirmed', 'rejected'),
    reason: optional(isText),
  },
  identify: { user: isText, traits: isJsonObject },
  flags: { flags: isFlags },
  resize: { width: isNumber, height: isNumber },
  orientation: { orientation: oneOf('portrait', 'landscape'), angle: isNumber },
  fullscreen: { element: orNull(isElement) },
  print: { phase: oneOf('before', 'after') },
  connection: { state: oneOf('online', 'offline') },
  visibility: { state: oneOf('visible', 'hidden') },
  dropped: {
    what: oneOf('frames', 'console', 'network', 'timeline'),
    count: isCount,
    reason: oneOf(
      'too-large',
      'rate-limited',
      'duplicate',
      'send-failed',
      'not-serialisable',
      'session-full',
    ),
  },
  tab: { openedBy: orNull(isText) },
  budget: { leavesOut: oneOf(...budgetSteps), costMs: isCount },
  sampling: { gates: listOf(isSamplingGate) },
  consent: {
    basis: oneOf('granted', 'not-required'),
    givenAt: orNull(isNumber),
    policyVersion: optional(isText),
    signal: optional(isText),
    eraseHash: isText,
  },
  excluded: { phase: oneOf('begin', 'end'), reason: oneOf(...exclusionReasons) },
  server: {
    kind: oneOf(...serverEventKinds),
    service: isText,
    message: isText,
    name: optional(isText),
    stack: optional(isText),
    trace: optional(isText),
    method: optional(isText),
    route: optional(isText),
    status: optional(isCount),
    durationMs: optional(isNumber),
    digest: optional(isText),
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
