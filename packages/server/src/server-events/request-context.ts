import { findInBaggage, parseReplayId, replayIdHeader } from '@playhead/protocol'
import { scrubAddress } from './clean-text.ts'

/** Which recording a request comes from, as it says itself: enough to link, never to authorise. */
export interface RequestContext {
  readonly sessionId: string
  readonly tab: string | null
  /** The page the request was made from, scrubbed; null if the browser does not tell. */
  readonly pageUrl: string | null
  readonly userAgent: string | null
  /** 32 hex digits of the distributed trace (W3C `traceparent`), if there is one. */
  readonly trace: string | null
  /**
   * The session's address in the viewer: absolute with the option `publicOrigin`, else from the path on.
   * @param options.at the moment to open it at, ms since the Unix epoch.
   */
  url(options?: { at?: number }): string
}

/** A request, its headers, or Node's headers object. */
export type HeaderSource =
  | Headers
  | {
      readonly headers:
        | Headers
        | { readonly [name: string]: string | readonly string[] | undefined }
    }
  | { readonly [name: string]: string | readonly string[] | undefined }

/**
 * @param viewer address of the viewer, without a slash at its end.
 * @returns null if the request names no recording.
 */
export function readRequestContext(source: HeaderSource, viewer: string): RequestContext | null {
  const header = toReader(source)
  const id = parseReplayId(header(replayIdHeader)) ?? findInBaggage(header('baggage'))
  if (!id) return null
  const page = header('referer')
  return {
    sessionId: id.session,
    tab: id.tab,
    pageUrl: page === null ? null : scrubAddress(page),
    userAgent: header('user-agent')?.slice(0, 512) ?? null,
    trace: readTrace(header('traceparent')),
    url: ({ at } = {}) =>
      `${viewer}/sessions/${id.session}${at === undefined ? '' : `?at=${Math.round(at)}`}`,
  }
}

/** W3C Trace Context, section 3.2. */
export function readTrace(traceparent: string | null): string | null {
  return /^[\da-f]{2}-([\da-f]{32})-/i.exec(traceparent ?? '')?.[1]?.toLowerCase() ?? null
}

function toReader(source: HeaderSource): (name: string) => string | null {
  const headers: object = 'headers' in source ? Object(source.headers) : source
  if (headers instanceof Headers) return (name) => headers.get(name)
  const fields: [string, unknown][] = Object.entries(headers)
  return (name) => {
    const value = fields.find(([key]) => key.toLowerCase() === name)?.[1]
    if (Array.isArray(value)) return value.join(',')
    return typeof value === 'string' ? value : null
  }
}
