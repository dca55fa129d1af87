import type { NetworkDetailEvent, NetworkEvent } from '@playhead/protocol'
import { limitRate } from '../limit-rate.ts'
import type { CaptureScope, EmitTimeline } from '../scope.ts'
import type { RecordedBody } from './network-options.ts'
import { readOperationName } from './operation-name.ts'
import { readTraceId } from './read-trace-id.ts'
import type { NetworkDetails } from './record-details.ts'
import { sizeOf } from './size-of.ts'

/** What is known when a request leaves. */
export interface Call {
  initiator: NetworkEvent['initiator']
  method: string
  url: string
  body: unknown
  /** The value of a request header. */
  header(name: string): string | null
}

/** How a request ended: what the response says, or why none came. */
export type Outcome =
  | { status: number; header: (name: string) => string | null }
  | { status: null; failure?: NonNullable<NetworkEvent['failure']> }

type DetailFields = Omit<NetworkDetailEvent, 'type' | 'at' | 'request'>

/** A request under way. */
export interface RequestUnderWay {
  /** As the application wrote it, absolute, without fragment. Never recorded. */
  readonly href: string
  end(outcome: Outcome): void
  /** Whether the response's body is to be read. */
  wantsBody(contentType: string | null): boolean
  /** @param body text, or a clone of the response. */
  body(side: RecordedBody['side'], body: string | Response): void
  detail(fields: DetailFields): void
}

export interface RequestLog {
  /** null if the request is not to be recorded. */
  begin(call: Call): RequestUnderWay | null
  drain(): void
  stop(): void
}

const maxUrlLength = 4_000

/** @param details what else is recorded of requests; null if nothing is. */
export function createRequestLog(
  emit: EmitTimeline,
  scope: CaptureScope,
  details: NetworkDetails | null,
): RequestLog {
  const { clock, policy } = scope
  const rate = limitRate('network', emit, scope, { count: 300 })
  let count = 0

  return {
    begin({ initiator, method, url, body, header }) {
      if (scope.isOwnUrl(url) || !rate.take()) return null
      const at = clock.now()
      const request = ++count
      const href = toHref(url)
      const operation = readOperationName(url, body)
      const trace = readTraceId(header)
      const requestHeaders = details?.headers(header)
      const scrubbedUrl = policy.scrubUrl(url).slice(0, maxUrlLength)

      const bodies = details?.bodies(href, scrubbedUrl, detail)
      return {
        href,
        end(outcome) {
          const requestBytes = sizeOf(body, bytesOfText)
          emit({
            type: 'network',
            at,
            request,
            initiator,
            method: toMethod(method),
            url: scrubbedUrl,
            status: outcome.status,
            durationMs: clock.now() - at,
            ...(requestBytes !== null && { requestBytes }),
            ...(operation !== undefined && { operation }),
            ...(trace !== undefined && { trace }),
            ...(requestHeaders && { requestHeaders }),
            ...('header' in outcome ? describeResponse(outcome.header) : outcome),
          })
          bodies?.request(body)
        },
        wantsBody: (contentType) => bodies?.wants(contentType) ?? false,
        body: (side, source) => bodies?.read(side, source),
        detail,
      }

      function detail(fields: DetailFields): void {
        emit({ type: 'network-detail', at: clock.now(), request, ...fields })
      }
    },
    drain: rate.drain,
    stop: rate.stop,
  }

  function describeResponse(header: (name: string) => string | null): Partial<NetworkEvent> {
    const length = header('content-length')
    const contentType = /^[\w.+/-]{1,100}/.exec(header('content-type') ?? '')?.[0]
    const responseHeaders = details?.headers(header)
    return {
      ...(length !== null && /^\d{1,15}$/.test(length) && { responseBytes: Number(length) }),
      ...(contentType !== undefined && { contentType }),
      ...(responseHeaders && { responseHeaders }),
    }
  }
}

/** A method of its own making may say anything. */
function toMethod(method: string): string {
  const upper = method.toUpperCase()
  return /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|QUERY|TRACE|CONNECT)$/.test(upper)
    ? upper
    : '*'
}

function toHref(url: string): string {
  try {
    const parsed = new URL(url, document.baseURI)
    parsed.hash = ''
    return parsed.href
  } catch {
    return url
  }
}

/** To encode a text is the one way to know. */
function bytesOfText(text: string): number {
  return new TextEncoder().encode(text).length
}
