import type { ReplayServer, RequestContext } from '@playhead/server'
import type { RequestHandler } from 'express'
import { AsyncLocalStorage } from 'node:async_hooks'
import { performance } from 'node:perf_hooks'

export interface ReplayContextOptions {
  /** A handler that takes longer than this is on the timeline, ms. Default: none is. */
  slowMs?: number
}

declare global {
  namespace Express {
    interface Locals {
      /** The recording this request comes from; null if it names none. Set by `replayContext`. */
      replay?: RequestContext | null
    }
  }
}

const current = new AsyncLocalStorage<RequestContext | null>()

/**
 * Knows the recording that a request comes from: in `response.locals.replay`, and by
 * `getReplayContext()` in everything the request sets going, however deep or late.
 *
 * @example
 * app.use(replayContext(replay, { slowMs: 1_000 }))
 */
export function replayContext(
  replay: ReplayServer,
  { slowMs }: ReplayContextOptions = {},
): RequestHandler {
  return (request, response, next) => {
    const context = replay.contextFrom(request)
    response.locals.replay = context
    if (context && slowMs !== undefined) {
      const startedAt = Date.now()
      const started = performance.now()
      response.once('close', () => {
        const durationMs = Math.round(performance.now() - started)
        if (durationMs <= slowMs) return
        const { method, originalUrl } = request
        const { statusCode: status } = response
        const message = `The answer took ${durationMs} ms.`
        const details = { message, method, status, durationMs, at: startedAt, trace: context.trace }
        void replay.recordEvent(
          { kind: 'slow', route: toRoute(request) ?? originalUrl, ...details },
          context,
        )
      })
    }
    current.run(context, next)
  }
}

/** The recording that the request under way comes from; null outside of one, or if it names none. */
export function getReplayContext(): RequestContext | null {
  return current.getStore() ?? null
}

/**
 * The pattern of the route that answered, `/api/orders/:id`. Behind a router Express has forgotten by
 * then where that is mounted, so what the address has before the pattern is put before it.
 */
export function toRoute({
  originalUrl,
  route,
}: {
  originalUrl: string
  route?: unknown
}): string | null {
  if (typeof route !== 'object' || route === null || !('path' in route)) return null
  const { path } = route
  if (typeof path !== 'string' || /[{*]/.test(path)) return null
  const address = toParts(originalUrl.replace(/[?#].*/s, ''))
  const pattern = toParts(path)
  return `/${[...address.slice(0, Math.max(0, address.length - pattern.length)), ...pattern].join('/')}`
}

function toParts(path: string): string[] {
  return path.split('/').filter(Boolean)
}
