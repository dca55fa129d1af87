import type { ElementReference, JsonValue, KeysEvent, TimelineEvent } from '@playhead/protocol'
import { count } from '../format/count.ts'
import { formatSpan } from '../format/format-duration.ts'
import { toShortUrl } from '../format/short-url.ts'

export type Tone = 'plain' | 'error' | 'warning' | 'muted'

/** An event in one line. */
export interface EventLine {
  /** The kind of thing it is, in a word or two. */
  label: string
  /** What it was. */
  summary: string
  tone: Tone
}

/** An event of any version of the vocabulary. */
export interface AnyEvent {
  type: string
  at: number
}

/** @param ownHost host of the recorded page, left out of URLs. */
export function describeEvent(event: TimelineEvent, ownHost: string): EventLine {
  switch (event.type) {
    case 'click':
      return line(event.pointer === 'touch' ? 'Tap' : 'Click', nameElement(event.element))
    case 'keys':
      return line('Keys', describeKeys(event))
    case 'input':
      return line('Input', nameElement(event.element))
    case 'scroll':
      return line('Scroll', describeScroll(event.depth, event.element), 'muted')
    case 'mouse-path':
      return line('Mouse', count(event.points.length, 'point'), 'muted')
    case 'navigation':
      return line(event.kind === 'load' ? 'Page' : 'Route', toShortUrl(event.to, ownHost))
    case 'console':
      return line(`console.${event.level}`, event.args.join(' '), consoleTone(event.level))
    case 'network':
      return describeRequest(event, ownHost)
    case 'error':
      return line(errorLabels[event.kind], `${event.name}: ${event.message}`, 'error')
    case 'custom':
      return line('Event', [event.name, toCompact(event.properties)].filter(Boolean).join('  '))
    case 'identify':
      return line('User', event.user)
    case 'resize':
      return line('Resize', `${event.width} × ${event.height}`, 'muted')
    case 'visibility':
      return line('Tab', event.state === 'hidden' ? 'In the background' : 'In view again', 'muted')
    case 'dropped':
      return line(
        'Not recorded',
        `${event.count} × ${event.what}, ${reasons[event.reason]}`,
        'warning',
      )
    default:
      return describeUnknown(event)
  }
}

/** A type this file has no words for: its name, and its fields as they are. */
export function describeUnknown(event: AnyEvent): EventLine {
  const { type, at: _, tab: __, ...fields } = { tab: '', ...event }
  const words = type.replaceAll('-', ' ')
  return line(words.charAt(0).toUpperCase() + words.slice(1), toCompact(fields))
}

const errorLabels = {
  uncaught: 'Error',
  'unhandled-rejection': 'Rejection',
  reported: 'Reported',
} as const

const reasons = {
  'too-large': 'too large',
  'rate-limited': 'too many at once',
  'send-failed': 'could not be sent',
  'not-serialisable': 'could not be read',
} as const

function line(label: string, summary: string, tone: Tone = 'plain'): EventLine {
  return { label, summary, tone }
}

export function nameElement({ name, role, tag, selector }: ElementReference): string {
  return name === undefined || name === '' ? selector : `${role ?? tag} “${name}”`
}

function describeKeys({ count: presses, named, element }: KeysEvent): string {
  const names = Object.entries(named).map(([key, times]) =>
    times === 1 ? key : `${key} × ${times}`,
  )
  const keys = [count(presses, 'key press', 'key presses'), ...names].join(', ')
  return element ? `${keys} in ${nameElement(element)}` : keys
}

function describeScroll(depth: number, element: ElementReference | null): string {
  const place = element ? nameElement(element) : 'page'
  return `${place}, seen to ${Math.round(depth * 100)} %`
}

function consoleTone(level: string): Tone {
  if (level === 'error') return 'error'
  return level === 'warn' ? 'warning' : 'plain'
}

function describeRequest(
  event: Extract<TimelineEvent, { type: 'network' }>,
  ownHost: string,
): EventLine {
  const { method, url, status, failure, durationMs } = event
  const outcome = status === null ? (failure ?? 'no answer') : String(status)
  const isBad = failure === 'network' || failure === 'timeout' || (status ?? 0) >= 400
  const summary = `${method} ${toShortUrl(url, ownHost)}  ${outcome} · ${formatSpan(durationMs)}`
  return line('Request', summary, isBad ? 'error' : 'plain')
}

/** `key: value` pairs, cut where a row would end anyway. */
export function toCompact(fields: { readonly [key: string]: unknown }): string {
  const pairs = Object.entries(fields).map(([key, value]) => `${key}: ${toText(value)}`)
  const text = pairs.join(', ')
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value as JsonValue) ?? 'undefined')
}
