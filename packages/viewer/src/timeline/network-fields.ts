import type {
  NetworkBody,
  NetworkDetailEvent,
  NetworkEvent,
  NetworkTiming,
} from '@playhead/protocol'
import { formatBytes } from '../format/format-bytes.ts'
import { formatSpan } from '../format/format-duration.ts'
import type { EventField } from './event-fields.ts'

/** A request with what became known of it after its headers. */
export function toNetworkFields(
  event: NetworkEvent,
  later: NetworkDetailEvent | null,
): EventField[] {
  const { method, url, status, failure, durationMs, initiator } = event
  const responseBytes = event.responseBytes ?? later?.responseBytes
  return [
    { label: 'Request', value: `${method} ${url}`, isCode: true },
    {
      label: 'Status',
      value: status === null ? `None: ${failure ?? 'no answer'}` : String(status),
    },
    { label: 'Took', value: `${formatSpan(durationMs)} to the headers, by ${initiator}` },
    ...whereKnown('Phases', later?.timing, toPhases),
    ...whereKnown('Sent', event.requestBytes, formatBytes),
    ...whereKnown('Received', responseBytes, formatBytes),
    ...whereKnown('Type', event.contentType, String),
    ...whereKnown('Operation', event.operation, String),
    ...whereKnown('Trace', event.trace, String),
    ...whereKnown('Request headers', event.requestHeaders, toHeaders, true),
    ...whereKnown('Request body', later?.requestBody, toBody, true),
    ...whereKnown('Response headers', event.responseHeaders, toHeaders, true),
    ...whereKnown('Response body', later?.responseBody, toBody, true),
  ]
}

function whereKnown<T>(
  label: string,
  value: T | undefined,
  toText: (value: T) => string,
  isCode = false,
): EventField[] {
  return value === undefined ? [] : [{ label, value: toText(value), isCode }]
}

function toPhases({ totalMs, protocol, ...phases }: NetworkTiming): string {
  const parts = Object.entries(phases).map(
    ([name, ms]) => `${name.replace(/Ms$/, '')} ${formatSpan(ms)}`,
  )
  const over = protocol === undefined ? '' : `, over ${protocol}`
  return `${[...parts, `total ${formatSpan(totalMs)}`].join(', ')}${over}`
}

function toHeaders(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

function toBody({ text, isCut }: NetworkBody): string {
  return isCut ? `${text}\n… cut here` : text
}
