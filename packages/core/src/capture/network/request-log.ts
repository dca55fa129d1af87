import type { NetworkBody, NetworkDetailEvent, NetworkEvent } from '@playhead/protocol'
import { scrubText } from '../../privacy/scrub-text.ts'
import { limitRate } from '../limit-rate.ts'
import type { CaptureScope, EmitTimeline } from '../scope.ts'
import type { NetworkOptions, RecordedBody } from './network-options.ts'
import { readOperationName } from './operation-name.ts'
import { quietly } from './quietly.ts'
import { capText, isText } from './read-body.ts'
import { parseHeaderNames, readHeaders, readTraceId } from './read-headers.ts'

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

/** A request under way. */
export interface RequestUnderWay {
  /** As the application wrote it, absolute, without fragment. Never recorded. */
  readonly href: string
  end(outcome: Outcome): void
  /** Bytes of the response's body to record at the most; 0 if it is not to be read. */
  bodyBytes(contentType: string | null): number
  body(side: RecordedBody['side'], body: NetworkBody | null): void
  detail(fields: Omit<NetworkDetailEvent, 'type' | 'at' | 'request'>): void
}

export interface RequestLog {
  /** null if the request is not to be recorded. */
  begin(call: Call): RequestUnderWay | null
  drain(): void
  stop(): void
}

const maxUrlLength = 4_000
const defaultBodyBytes = 10_000
const largestBodyBytes = 50_000

/** Turns requests into events of the timeline, by the rules of `options`. */
export function createRequestLog(
  emit: EmitTimeline,
  scope: CaptureScope,
  options: NetworkOptions = {},
): RequestLog {
  const { clock, policy } = scope
  const rate = limitRate('network', emit, scope, { count: 300 })
  const names = parseHeaderNames(options.headers)
  const maxBytes = Math.min(options.maxBodyBytes ?? defaultBodyBytes, largestBodyBytes)
  const scrub = (text: string): string => scrubText(text, policy.scrubUrl)
  let count = 0

  return {
    begin({ initiator, method, url, body, header }) {
      if (scope.isOwnUrl(url) || !rate.take()) return null
      const at = clock.now()
      const request = ++count
      const href = toHref(url)
      const hasBody = options.bodies?.some((pattern) => isMatch(pattern, href)) ?? false
      const operation = readOperationName(url, body)
      const trace = readTraceId(header)
      const requestHeaders = readHeaders(names, header, scrub)
      const scrubbedUrl = policy.scrubUrl(url).slice(0, maxUrlLength)

      const underWay: RequestUnderWay = {
        href,
        end(outcome) {
          emit({
            type: 'network',
            at,
            request,
            initiator,
            method: method.toUpperCase().slice(0, 40),
            url: scrubbedUrl,
            status: outcome.status,
            durationMs: clock.now() - at,
            ...sizeOf(body),
            ...(operation !== undefined && { operation }),
            ...(trace !== undefined && { trace }),
            ...(requestHeaders && { requestHeaders }),
            ...('header' in outcome ? describeResponse(outcome.header) : outcome),
          })
          // The application's `redactBody` may throw.
          if (hasBody) quietly(() => this.body('request', toText(body, maxBytes)))
        },
        bodyBytes: (contentType) => (hasBody && isText(contentType) ? maxBytes : 0),
        body(side, recorded) {
          const text = recorded && redact({ side, url: scrubbedUrl, text: scrub(recorded.text) })
          if (!recorded || text === null || text === '') return
          this.detail({ [`${side}Body`]: { text, isCut: recorded.isCut } })
        },
        detail(fields) {
          emit({ type: 'network-detail', at: clock.now(), request, ...fields })
        },
      }
      return underWay
    },
    drain: rate.drain,
    stop: rate.stop,
  }

  function describeResponse(header: (name: string) => string | null): Partial<NetworkEvent> {
    const length = header('content-length')
    const contentType = /^[\w.+/-]{1,100}/.exec(header('content-type') ?? '')?.[0]
    const responseHeaders = readHeaders(names, header, scrub)
    return {
      ...(length !== null && /^\d{1,15}$/.test(length) && { responseBytes: Number(length) }),
      ...(contentType !== undefined && { contentType }),
      ...(responseHeaders && { responseHeaders }),
    }
  }

  function redact(body: RecordedBody): string | null {
    return options.redactBody ? options.redactBody(body) : body.text
  }
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

function isMatch(pattern: string | RegExp, href: string): boolean {
  return typeof pattern === 'string' ? href.includes(pattern) : href.search(pattern) >= 0
}

/** A body that can be had without reading a stream. */
function toText(body: unknown, maxBytes: number): NetworkBody | null {
  if (typeof body !== 'string' && !(body instanceof URLSearchParams)) return null
  return capText(String(body), maxBytes)
}

/** Only sizes that are there without reading anything. */
function sizeOf(body: unknown): { requestBytes?: number } {
  if (typeof body === 'string') return { requestBytes: new TextEncoder().encode(body).length }
  if (body instanceof Blob) return { requestBytes: body.size }
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
    return { requestBytes: body.byteLength }
  }
  return {}
}
