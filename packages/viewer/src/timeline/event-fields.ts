import type {
  ErrorDescription,
  LinkEvent,
  NetworkDetailEvent,
  ServerEvent,
  TimelineEvent,
} from '@playhead/protocol'
import { formatAbsolute } from '../format/format-time.ts'
import { nameElement } from './event-line.ts'
import { toNetworkFields } from './network-fields.ts'

/** One line of an event's details. */
export interface EventField {
  label: string
  value: string
  /** Shown as it is, in a fixed-width font: stacks, arguments, JSON. */
  isCode?: boolean
  /** Where `value` leads to. */
  href?: string
}

/**
 * All there is to know about an event. A type without words of its own shows every field as it is.
 *
 * @param later what became known of it afterwards.
 */
export function toEventFields(
  event: TimelineEvent,
  later: NetworkDetailEvent | null,
): EventField[] {
  const own = event.type === 'network' ? toNetworkFields(event, later) : ownFields(event)
  const from = event.frame === undefined ? [] : [{ label: 'In a frame of', value: event.frame }]
  return [...own, ...from, { label: 'Time', value: formatAbsolute(event.at) }]
}

function ownFields(event: TimelineEvent): EventField[] {
  switch (event.type) {
    case 'error':
      return [
        ...errorFields('Message', event),
        ...(event.causes ?? []).flatMap((cause) => errorFields('Caused by', cause)),
        ...(event.members ?? []).flatMap((member) => errorFields('One of', member)),
        ...(event.context ? [toJson('Context', event.context)] : []),
      ]
    case 'console':
      return [
        ...event.args.map((arg, index) => toCode(`Argument ${index + 1}`, arg)),
        ...(event.stack === undefined ? [] : [toCode('Stack', event.stack)]),
      ]
    case 'click':
      return [
        { label: 'Element', value: nameElement(event.element) },
        ...(event.element.component === undefined
          ? []
          : [{ label: 'Component', value: event.element.component }]),
        toCode('Selector', event.element.selector),
        {
          label: 'Place',
          value: `${Math.round(event.x)}, ${Math.round(event.y)} (${event.pointer})`,
        },
      ]
    case 'navigation':
      return [
        toCode('To', event.to),
        { label: 'From', value: event.from ?? 'Nowhere known' },
        { label: 'How', value: navigationKinds[event.kind] ?? event.kind },
      ]
    case 'mouse-path':
      return [{ label: 'Points', value: String(event.points.length) }]
    case 'custom':
      return [{ label: 'Name', value: event.name }, toJson('Properties', event.properties)]
    case 'server':
      return toServerFields(event)
    case 'link':
      return toLinkFields(event)
    case 'identify':
      return [{ label: 'User', value: event.user }, toJson('Traits', event.traits)]
    default:
      return toFields(event)
  }
}

function toLinkFields({ id, url, title, status, reason }: LinkEvent): EventField[] {
  return [
    ...(title === undefined ? [] : [{ label: 'Title', value: title }]),
    url === null ? toCode('Id', id) : { label: 'Open', value: id, href: url },
    { label: 'State', value: reason === undefined ? status : `${status}: ${reason}` },
  ]
}

function toServerFields({ name, message, stack, ...rest }: ServerEvent): EventField[] {
  const said = errorFields('Message', { name: name ?? rest.service, message, stack: stack ?? null })
  return [...said, ...toFields(rest).filter(({ label }) => label !== 'Kind')]
}

const navigationKinds: Readonly<Record<string, string>> = {
  load: 'A document was loaded',
  restore: 'It came back from the back/forward cache',
  push: 'By the application (pushState)',
  replace: 'By the application (replaceState)',
  traverse: 'Back or forward',
  fragment: 'Within the page',
}

function errorFields(label: string, { name, message, stack }: ErrorDescription): EventField[] {
  const text = toCode(label, `${name}: ${message}`)
  return stack === null ? [text] : [text, toCode('Stack', stack)]
}

function toFields(event: object): EventField[] {
  return Object.entries(event)
    .filter(([key]) => !['type', 'at', 'tab'].includes(key))
    .map(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? toJson(toLabel(key), value)
        : { label: toLabel(key), value: String(value) },
    )
}

function toCode(label: string, value: string): EventField {
  return { label, value, isCode: true }
}

function toJson(label: string, value: object): EventField {
  return toCode(label, JSON.stringify(value, null, 2))
}

/** `durationMs` as `Duration ms`. */
function toLabel(key: string): string {
  const words = key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
