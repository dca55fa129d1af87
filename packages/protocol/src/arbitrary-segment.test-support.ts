import fc from 'fast-check'
import type {
  FrameEvent,
  JsonValue,
  SegmentDraft,
  TimelineEvent,
  TimelineEventType,
} from './index.ts'
import {
  budgetSteps,
  consoleLevels,
  consoleMethods,
  exclusionReasons,
  frustrationAnswers,
  frustrationCauses,
  frustrationKinds,
  namedKeys,
  serverEventKinds,
  vitalNames,
} from './index.ts'

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
  { selector: text, tag: text, role: text, name: text, node: fc.nat(), component: text },
  { requiredKeys: ['selector', 'tag'], noNullPrototype: true },
)
const elementOrNull = fc.option(element)
const named = fc
  .array(fc.tuple(fc.constantFrom(...namedKeys), count), { maxLength: 4 })
  .map((entries) => Object.fromEntries(entries))

const points = fc.array(fc.tuple(number, number, number), { maxLength: 20 })
const clickFields = {
  at,
  x: number,
  y: number,
  pageX: number,
  pageY: number,
  pointer: fc.constantFrom('mouse', 'touch', 'pen', 'unknown'),
  element,
}
const errorFields = { name: text, message: text, stack: fc.option(text) }
const errors = fc.array(fc.record(errorFields, { noNullPrototype: true }), { maxLength: 3 })
const flags = fc
  .array(
    fc.tuple(
      text.filter((key) => key !== '__proto__'),
      fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    ),
    { maxLength: 4 },
  )
  .map((entries) => Object.fromEntries(entries))

const headers = fc
  .array(
    fc.tuple(
      text.filter((key) => key !== '__proto__'),
      text,
    ),
    { maxLength: 3 },
  )
  .map((entries) => Object.fromEntries(entries))
const body = fc.record({ text, isCut: fc.boolean() }, { noNullPrototype: true })

const byType: { [T in TimelineEventType]: fc.Arbitrary<EventOf<T>> } = {
  click: fc.record({ type: fc.constant('click'), ...clickFields }),
  'double-click': fc.record({ type: fc.constant('double-click'), ...clickFields }),
  touch: fc.record({
    type: fc.constant('touch'),
    at,
    gesture: fc.constantFrom('tap', 'hold', 'move'),
    fingers: count,
    points,
    element,
  }),
  hover: fc.record({ type: fc.constant('hover'), at, durationMs: number, element }),
  focus: fc.record(
    {
      type: fc.constant('focus'),
      at,
      durationMs: number,
      refocuses: count,
      changed: fc.boolean(),
      element,
    },
    { requiredKeys: ['type', 'at', 'durationMs', 'refocuses', 'element'] },
  ),
  selection: fc.record(
    {
      type: fc.constant('selection'),
      at,
      size: fc.constantFrom('short', 'medium', 'long'),
      element,
    },
    { requiredKeys: ['type', 'at', 'element'] },
  ),
  clipboard: fc.record({
    type: fc.constant('clipboard'),
    at,
    action: fc.constantFrom('copy', 'cut', 'paste'),
    element,
  }),
  drag: fc.record({ type: fc.constant('drag'), at, from: elementOrNull, to: elementOrNull }),
  frustration: fc.record(
    {
      type: fc.constant('frustration'),
      at,
      kind: fc.constantFrom(...frustrationKinds),
      element: elementOrNull,
      cause: fc.constantFrom(...frustrationCauses),
      count,
      delayMs: number,
      answeredBy: fc.constantFrom(...frustrationAnswers),
      fields: fc.array(element, { maxLength: 3 }),
      url: text,
      status: count,
    },
    { requiredKeys: ['type', 'at', 'kind', 'element'] },
  ),
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
  'mouse-path': fc.record({ type: fc.constant('mouse-path'), at, points }),
  navigation: fc.record(
    {
      type: fc.constant('navigation'),
      at,
      kind: fc.constantFrom('load', 'restore', 'push', 'replace', 'traverse', 'fragment'),
      from: fc.option(text),
      to: text,
      loadType: fc.constantFrom('navigate', 'reload', 'back-forward', 'prerender'),
    },
    { requiredKeys: ['type', 'at', 'kind', 'from', 'to'] },
  ),
  'view-transition': fc.record({ type: fc.constant('view-transition'), at }),
  console: fc.record(
    {
      type: fc.constant('console'),
      at,
      level: fc.constantFrom(...consoleLevels),
      method: fc.constantFrom(...consoleMethods),
      args: fc.array(text, { maxLength: 5 }),
      stack: text,
    },
    { requiredKeys: ['type', 'at', 'level', 'args'] },
  ),
  network: fc.record(
    {
      type: fc.constant('network'),
      at,
      request: count,
      initiator: fc.constantFrom('fetch', 'xhr', 'beacon'),
      method: text,
      url: text,
      status: fc.option(count),
      durationMs: number,
      failure: fc.constantFrom('network', 'aborted', 'timeout'),
      requestBytes: count,
      responseBytes: count,
      contentType: text,
      operation: text,
      trace: text,
      requestHeaders: headers,
      responseHeaders: headers,
    },
    { requiredKeys: ['type', 'at', 'initiator', 'method', 'url', 'status', 'durationMs'] },
  ),
  'network-detail': fc.record(
    {
      type: fc.constant('network-detail'),
      at,
      request: count,
      timing: fc.record(
        {
          totalMs: number,
          redirectMs: number,
          dnsMs: number,
          connectMs: number,
          tlsMs: number,
          waitMs: number,
          receiveMs: number,
          protocol: text,
        },
        { requiredKeys: ['totalMs'], noNullPrototype: true },
      ),
      responseBytes: count,
      transferBytes: count,
      requestBody: body,
      responseBody: body,
    },
    { requiredKeys: ['type', 'at', 'request'] },
  ),
  socket: fc.record(
    {
      type: fc.constant('socket'),
      at,
      api: fc.constantFrom('websocket', 'event-source'),
      socket: count,
      phase: fc.constantFrom('open', 'messages', 'error', 'close'),
      url: text,
      sent: count,
      received: count,
      sentBytes: count,
      receivedBytes: count,
      code: count,
      durationMs: number,
    },
    {
      requiredKeys: [
        'type',
        'at',
        'api',
        'socket',
        'phase',
        'url',
        'sent',
        'received',
        'sentBytes',
        'receivedBytes',
      ],
    },
  ),
  error: fc.record(
    {
      type: fc.constant('error'),
      at,
      kind: fc.constantFrom('uncaught', 'unhandled-rejection', 'reported'),
      ...errorFields,
      causes: errors,
      members: errors,
      context: jsonObject,
    },
    { requiredKeys: ['type', 'at', 'kind', 'name', 'message', 'stack'] },
  ),
  'resource-error': fc.record({
    type: fc.constant('resource-error'),
    at,
    url: fc.option(text),
    element,
  }),
  'policy-violation': fc.record({
    type: fc.constant('policy-violation'),
    at,
    directive: text,
    blocked: text,
    disposition: fc.constantFrom('enforce', 'report'),
    source: fc.option(text),
    line: fc.option(number),
  }),
  vital: fc.record(
    {
      type: fc.constant('vital'),
      at,
      name: fc.constantFrom(...vitalNames),
      value: number,
      element,
    },
    { requiredKeys: ['type', 'at', 'name', 'value'] },
  ),
  'long-frame': fc.record({
    type: fc.constant('long-frame'),
    at,
    durationMs: number,
    blockingMs: fc.option(number),
    script: fc.option(text),
  }),
  custom: fc.record({ type: fc.constant('custom'), at, name: text, properties: jsonObject }),
  link: fc.record(
    {
      type: fc.constant('link'),
      at,
      tool: text,
      subject: fc.constantFrom('error', 'event', 'feedback', 'session'),
      id: text,
      url: fc.option(fc.webUrl()),
      title: text,
      status: fc.constantFrom('pending', 'confirmed', 'rejected'),
      reason: text,
    },
    { requiredKeys: ['type', 'at', 'tool', 'subject', 'id', 'url', 'status'] },
  ),
  identify: fc.record({ type: fc.constant('identify'), at, user: text, traits: jsonObject }),
  flags: fc.record({ type: fc.constant('flags'), at, flags }),
  preferences: fc.record({
    type: fc.constant('preferences'),
    at,
    colorScheme: fc.constantFrom('light', 'dark'),
    reducedMotion: fc.boolean(),
    forcedColors: fc.boolean(),
  }),
  orientation: fc.record({
    type: fc.constant('orientation'),
    at,
    orientation: fc.constantFrom('portrait', 'landscape'),
    angle: number,
  }),
  fullscreen: fc.record({ type: fc.constant('fullscreen'), at, element: elementOrNull }),
  print: fc.record({ type: fc.constant('print'), at, phase: fc.constantFrom('before', 'after') }),
  connection: fc.record({
    type: fc.constant('connection'),
    at,
    state: fc.constantFrom('online', 'offline'),
  }),
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
    reason: fc.constantFrom(
      'too-large',
      'rate-limited',
      'duplicate',
      'send-failed',
      'not-serialisable',
      'session-full',
      'not-loaded',
    ),
  }),
  tab: fc.record({ type: fc.constant('tab'), at, openedBy: fc.option(text) }),
  budget: fc.record({
    type: fc.constant('budget'),
    at,
    leavesOut: fc.constantFrom(...budgetSteps),
    costMs: fc.nat(),
  }),
  sampling: fc.record({
    type: fc.constant('sampling'),
    at,
    gates: fc.array(fc.record({ gate: text, passes: fc.boolean(), reason: text })),
  }),
  consent: fc.record(
    {
      type: fc.constant('consent'),
      at,
      basis: fc.constantFrom('granted', 'not-required'),
      givenAt: fc.option(number),
      policyVersion: text,
      signal: text,
      eraseHash: hex(64),
    },
    { requiredKeys: ['type', 'at', 'basis', 'givenAt', 'eraseHash'] },
  ),
  excluded: fc.record({
    type: fc.constant('excluded'),
    at,
    phase: fc.constantFrom('begin', 'end'),
    reason: fc.constantFrom(...exclusionReasons),
  }),
  server: fc.record(
    {
      type: fc.constant('server'),
      at,
      kind: fc.constantFrom(...serverEventKinds),
      service: text,
      message: text,
      name: text,
      stack: text,
      trace: text,
      method: text,
      route: text,
      status: count,
      durationMs: number,
      digest: text,
    },
    { requiredKeys: ['type', 'at', 'kind', 'service', 'message'] },
  ),
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
