import type { ReplayServer } from '@playhead/server'

export {
  getReplayContext,
  type NextErrorContext,
  type NextErrorRequest,
  type OnRequestError,
  withReplayErrors,
} from './request-error.ts'

export type RouteHandler = (request: Request) => Promise<Response>

export interface RouteHandlers {
  GET: RouteHandler
  POST: RouteHandler
  DELETE: RouteHandler
  OPTIONS: RouteHandler
}

/**
 * Serves `replay` from a route: ingest, query API, viewer and script build.
 *
 * @example
 * // app/api/replay/[[...replay]]/route.ts
 * export const { GET, POST, DELETE, OPTIONS } = toNextHandler(replay)
 */
export function toNextHandler(replay: ReplayServer): RouteHandlers {
  const handle: RouteHandler = (request) => replay.handler(request)
  const read: RouteHandler = (request) => replay.handler(withoutEncodings(request))
  return { GET: read, POST: handle, DELETE: handle, OPTIONS: handle }
}

/**
 * Next takes `content-encoding` off what a route answers (`FORBIDDEN_HEADERS` in its `send-response.js`)
 * and compresses the rest itself, so a compressed answer would reach the browser compressed twice.
 */
function withoutEncodings({ url, method, headers, signal }: Request): Request {
  const kept = new Headers(headers)
  kept.delete('accept-encoding')
  return new Request(url, { method, headers: kept, signal })
}
