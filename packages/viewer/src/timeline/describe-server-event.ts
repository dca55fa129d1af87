import type { ServerEvent } from '@playhead/protocol'
import { formatSpan } from '../format/format-duration.ts'
import { toShortUrl } from '../format/short-url.ts'
import { type EventLine, line } from './event-line.ts'

/** What a server told, in one line: what failed, and on which request. */
export function describeServerEvent(event: ServerEvent, ownHost: string): EventLine {
  const { kind, service, name, message, method, route, durationMs } = event
  const request = [method, route === undefined ? undefined : toShortUrl(route, ownHost)]
    .filter((part) => part !== undefined)
    .join(' ')
  if (kind === 'slow') {
    const took = durationMs === undefined ? message : `took ${formatSpan(durationMs)}`
    return line(service, [request, took].filter(Boolean).join(' '), 'warning')
  }
  const said = name === undefined ? message : `${name}: ${message}`
  return line(
    service,
    request === '' ? said : `${said} (${request})`,
    kind === 'error' ? 'error' : 'plain',
  )
}
