import type { TimelineEvent } from '@playhead/protocol'
import { formatBytes } from '../format/format-bytes.ts'
import { formatSpan } from '../format/format-duration.ts'
import { formatAbsolute } from '../format/format-time.ts'
import { nameElement } from './describe-event.ts'

/** One line of an event's details. */
export interface EventField {
  label: string
  value: string
  /** Shown as it is, in a fixed-width font: stacks, arguments, JSON. */
  isCode?: boolean
}

/** All there is to know about an event. A type without words of its own shows every field as it is. */
export function toEventFields(event: TimelineEvent): EventField[] {
  return [...ownFields(event), { label: 'Time', value: formatAbsolute(event.at) }]
}

function ownFields(event: TimelineEvent): EventField[] {
  switch (event.type) {
    case 'error':
      return [
        { label: 'Message', value: `${event.name}: ${event.message}`, isCode: true },
        {
          label: 'Stack',
          value: event.stack ?? 'None was recorded.',
          isCode: event.stack !== null,
        },
      ]
    case 'console':
      return event.args.map((arg, index) => ({
        label: `Argument ${index + 1}`,
        value: arg,
        isCode: true,
      }))
    case 'network':
      return networkFields(event)
    case 'click':
      return [
        { label: 'Element', value: nameElement(event.element) },
        { label: 'Selector', value: event.element.selector, isCode: true },
        {
          label: 'Place',
          value: `${Math.round(event.x)}, ${Math.round(event.y)} (${event.pointer})`,
        },
      ]
    case 'navigation':
      return [
        { label: 'To', value: event.to, isCode: true },
        { label: 'From', value: event.from ?? 'Nowhere known' },
        { label: 'How', value: navigationKinds[event.kind] },
      ]
    case 'mouse-path':
      return [{ label: 'Points', value: String(event.points.length) }]
    case 'custom':
      return [{ label: 'Name', value: event.name }, toJson('Properties', event.properties)]
    case 'identify':
      return [{ label: 'User', value: event.user }, toJson('Traits', event.traits)]
    default:
      return toFields(event)
  }
}

const navigationKinds = {
  load: 'A document was loaded',
  push: 'By the application (pushState)',
  replace: 'By the application (replaceState)',
  traverse: 'Back or forward',
  fragment: 'Within the page',
} as const

function networkFields(event: Extract<TimelineEvent, { type: 'network' }>): EventField[] {
  const { method, url, status, failure, durationMs, initiator, requestBytes, responseBytes } = event
  const fields: EventField[] = [
    { label: 'Request', value: `${method} ${url}`, isCode: true },
    {
      label: 'Status',
      value: status === null ? `None: ${failure ?? 'no answer'}` : String(status),
    },
    { label: 'Took', value: formatSpan(durationMs) },
    { label: 'By', value: initiator },
  ]
  if (requestBytes !== undefined) fields.push({ label: 'Sent', value: formatBytes(requestBytes) })
  if (responseBytes !== undefined)
    fields.push({ label: 'Received', value: formatBytes(responseBytes) })
  return fields
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

function toJson(label: string, value: object): EventField {
  return { label, value: JSON.stringify(value, null, 2), isCode: true }
}

/** `durationMs` as `Duration ms`. */
function toLabel(key: string): string {
  const words = key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
