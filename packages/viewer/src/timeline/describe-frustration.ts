import type { FrustrationCause, FrustrationEvent, FrustrationKind } from '@playhead/protocol'
import { count } from '../format/count.ts'
import { formatSpan } from '../format/format-duration.ts'
import { toShortUrl } from '../format/short-url.ts'
import { type EventLine, line, nameElement } from './event-line.ts'

/** What went wrong for the person, and why, in one line. */
export function describeFrustration(event: FrustrationEvent, ownHost: string): EventLine {
  const parts = [subject(event, ownHost), reason(event)].filter((part) => part !== '')
  return line(labels[event.kind], parts.join(': '), 'warning')
}

const labels: Readonly<Record<FrustrationKind, string>> = {
  'rage-click': 'Rage click',
  'dead-click': 'Dead click',
  'slow-click': 'Slow click',
  'error-click': 'Error click',
  'thrashed-cursor': 'Thrashed cursor',
  'quick-back': 'Quick back',
  'refresh-rage': 'Refresh rage',
  'form-abandon': 'Form abandoned',
}

function subject({ kind, element, count: times, url }: FrustrationEvent, ownHost: string): string {
  const place = element ? nameElement(element) : url === undefined ? '' : toShortUrl(url, ownHost)
  if (kind === 'rage-click') return `${place}, ${count(times ?? 0, 'click')}`
  return place
}

function reason({
  kind,
  cause,
  count: times = 0,
  delayMs = 0,
  fields = [],
  ...event
}: FrustrationEvent): string {
  switch (kind) {
    case 'thrashed-cursor':
      return count(times, 'turn')
    case 'quick-back':
      return `left after ${formatSpan(delayMs)}`
    case 'refresh-rage':
      return count(times, 'reload')
    case 'form-abandon':
      return `${count(times, 'field')} changed, not sent`
    default:
  }
  if (cause === 'slow') {
    return `slow, answered after ${formatSpan(delayMs)}${event.answeredBy ? ` (${event.answeredBy})` : ''}`
  }
  const words = cause ? causes[cause] : ''
  if (fields.length > 0) return `${words}: ${fields.map(nameElement).join(', ')}`
  return event.status === undefined ? words : `${words}, status ${event.status}`
}

const causes: Readonly<Record<FrustrationCause, string>> = {
  'not-interactive': 'looks as if it could be used, and cannot',
  slow: 'slow',
  'silent-validation': 'not sent, and no message says why',
  'broken-link': 'the link is broken',
  'opened-elsewhere': 'opens elsewhere',
  error: 'an error followed',
  disabled: 'it is disabled',
  unresponsive: 'nothing happened',
}
