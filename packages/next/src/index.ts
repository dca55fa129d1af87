import type { ReplayServer } from '@playhead/server'

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
  return { GET: handle, POST: handle, DELETE: handle, OPTIONS: handle }
}
