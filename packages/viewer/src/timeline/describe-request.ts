import type { NetworkEvent, TimelineEvent } from '@playhead/protocol'
import { count } from '../format/count.ts'
import { formatSpan } from '../format/format-duration.ts'
import { toShortUrl } from '../format/short-url.ts'
import { type EventLine, line } from './event-line.ts'

/** What the page asked of a network, in one line; null if the event is something else. */
export function describeRequest(event: TimelineEvent, ownHost: string): EventLine | null {
  switch (event.type) {
    case 'network':
      return describeFetch(event, ownHost)
    case 'socket': {
      const { api, phase, url, sent, received } = event
      const label = api === 'websocket' ? 'WebSocket' : 'EventSource'
      const passed =
        phase === 'messages' ? `, ${count(sent, 'sent', 'sent')}, ${received} received` : ''
      return line(label, `${phase} ${toShortUrl(url, ownHost)}${passed}`, toTone(phase === 'error'))
    }
    case 'resource-error': {
      const what = event.url === null ? event.element.selector : toShortUrl(event.url, ownHost)
      return line('Not loaded', `${event.element.tag} ${what}`, 'error')
    }
    default:
      return null
  }
}

/** A request that failed, or that the server refused. Aborting is no failure: pages do it all the time. */
function isFailedRequest({ status, failure }: NetworkEvent): boolean {
  return failure === 'network' || failure === 'timeout' || (status ?? 0) >= 400
}

function describeFetch(event: NetworkEvent, ownHost: string): EventLine {
  const { method, url, status, failure, durationMs, operation } = event
  const outcome = status === null ? (failure ?? 'no answer') : String(status)
  const name = operation === undefined ? '' : ` ${operation}`
  const summary = `${toShortUrl(url, ownHost)}${name} · ${outcome} · ${formatSpan(durationMs)}`
  return line(method, summary, toTone(isFailedRequest(event)))
}

function toTone(isBad: boolean): 'error' | 'plain' {
  return isBad ? 'error' : 'plain'
}
