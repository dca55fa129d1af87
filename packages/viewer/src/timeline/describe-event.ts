import type { TimelineEvent } from '@playhead/protocol'
import { toShortUrl } from '../format/short-url.ts'
import { describeFrustration } from './describe-frustration.ts'
import { describeInteraction } from './describe-interaction.ts'
import { describePageEvent } from './describe-page-event.ts'
import { describeRequest } from './describe-request.ts'
import { describeServerEvent } from './describe-server-event.ts'
import { type EventLine, line, toCompact, type Tone } from './event-line.ts'

/**
 * An event in one line. Types without words of their own are shown by name and fields, so that a
 * vocabulary that grows never leaves anything out here.
 *
 * @param ownHost host of the recorded page, left out of URLs.
 */
export function describeEvent(event: TimelineEvent, ownHost: string): EventLine {
  return (
    describeInteraction(event) ??
    describeRequest(event, ownHost) ??
    describePageEvent(event) ??
    describeApplication(event, ownHost) ??
    describeUnknown(event)
  )
}

/** A type nobody has written words for. */
export function describeUnknown(event: { readonly type: string; readonly at: number }): EventLine {
  const { type, ...fields } = event
  const shown = Object.entries(fields).filter(([key]) => key !== 'at' && key !== 'tab')
  const words = type.replaceAll('-', ' ')
  return line(words.charAt(0).toUpperCase() + words.slice(1), toCompact(Object.fromEntries(shown)))
}

function describeApplication(event: TimelineEvent, ownHost: string): EventLine | null {
  switch (event.type) {
    case 'navigation':
      return line(event.kind === 'load' ? 'Page' : 'Route', toShortUrl(event.to, ownHost))
    case 'console':
      return line(
        `console.${event.method ?? event.level}`,
        event.args.join(' '),
        toTone(event.level),
      )
    case 'frustration':
      return describeFrustration(event, ownHost)
    case 'error':
      return line(errorLabels[event.kind] ?? 'Error', `${event.name}: ${event.message}`, 'error')
    case 'server':
      return describeServerEvent(event, ownHost)
    case 'custom':
      return line(event.name, toCompact(event.properties))
    case 'identify':
      return line('User', event.user)
    case 'link':
      return line(
        event.tool,
        `${event.title ?? event.id}${event.status === 'confirmed' ? '' : ` (${event.status})`}`,
        event.status === 'rejected' ? 'warning' : 'plain',
      )
    case 'flags':
      return line('Flags', toCompact(event.flags))
    default:
      return null
  }
}

const errorLabels: Readonly<Record<string, string>> = {
  'unhandled-rejection': 'Rejection',
  reported: 'Reported',
}

function toTone(level: string): Tone {
  if (level === 'error') return 'error'
  return level === 'warn' ? 'warning' : 'plain'
}
