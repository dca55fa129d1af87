import type { NetworkDetailEvent, NetworkEvent } from '@playhead/protocol'
import { PlayheadError } from '../../playhead-error.ts'
import { scrubText } from '../../privacy/scrub-text.ts'
import { limitRate } from '../limit-rate.ts'
import type { CaptureScope, EmitTimeline } from '../scope.ts'
import { isText } from './is-text.ts'
import type { NetworkOptions, RecordedBody } from './network-options.ts'
import { readOperationName } from './operation-name.ts'
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
  /** Whether the response's body is to be read. */
  wantsBody(contentType: string | null): boolean
  /** @param body text, or a clone of the response. */
  body(side: RecordedBody['side'], body: string | Response): void
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
  const scrub = (text: string): string => scrubText(text, policy)
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
            method: toMethod(method),
            url: scrubbedUrl,
            status: outcome.status,
            durationMs: clock.now() - at,
            ...sizeOf(body),
            ...(operation !== undefined && { operation }),
            ...(trace !== undefined && { trace }),
            ...(requestHeaders && { requestHeaders }),
            ...('header' in outcome ? describeResponse(outcome.header) : outcome),
          })
          if (hasBody && isReadable(body)) underWay.body('request', String(body))
        },
        wantsBody: (contentType) => hasBody && isText(contentType),
        body(side, source) {
          const record = async (): Promise<void> => {
            const { readBody } = await import('../../seldom.ts')
            const recorded = await readBody(source, maxBytes)
            if (!recorded) return
            policy.clean(
              (rules) => scrubText(recorded.text, rules),
              (cleaned) => {
                const text = redact({ side, url: scrubbedUrl, text: cleaned })
                if (text) underWay.detail({ [`${side}Body`]: { text, isCut: recorded.isCut } })
              },
            )
          }
          record().catch((cause: unknown) =>
            scope.report(new PlayheadError('not_recorded', 'A body was left out.', { cause })),
          )
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

function isMatch(pattern: string | RegExp, href: string): boolean {
  return typeof pattern === 'string' ? href.includes(pattern) : href.search(pattern) >= 0
}

/** Whether a body can be had without reading a stream. */
function isReadable(body: unknown): boolean {
  return typeof body === 'string' || body instanceof URLSearchParams
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
