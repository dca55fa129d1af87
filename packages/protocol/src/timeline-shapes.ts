import {
  type Check,
  isCount,
  isJsonObject,
  isNumber,
  isRecord,
  isText,
  isWebUrl,
  listOf,
  objectOf,
  oneOf,
  optional,
  orNull,
} from './check.ts'
import type { ElementReference } from './element-reference.ts'
import { frustrationAnswers, frustrationCauses, frustrationKinds } from './frustration-event.ts'
import type { NetworkBody, NetworkTiming } from './network-event.ts'
import { vitalNames } from './page-event.ts'
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

type Shape<E> = { [K in Exclude<keyof E, 'type' | 'at' | 'frame'>]-?: Check<E[K]> }
type EventOf<T extends TimelineEventType> = Extract<TimelineEvent, { type: T }>

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

/** What each type's fields must be. A field that is not here is not part of the vocabulary. */
export const timelineShapes: { [T in TimelineEventType]: Shape<EventOf<T>> } = {
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
  preferences: {
    colorScheme: oneOf('light', 'dark'),
    reducedMotion: oneOf(true, false),
    forcedColors: oneOf(true, false),
  },
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
      'not-loaded',
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
