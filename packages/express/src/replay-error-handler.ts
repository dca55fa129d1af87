import type { ReplayServer } from '@playhead/server'
import type { ErrorRequestHandler } from 'express'
import { toRoute } from './replay-context.ts'

/**
 * Puts an error of a request on the timeline of the recording that caused it, and passes the error on
 * unchanged. Stands after the routes and before your own error handler.
 *
 * Errors that tell a client of a mistake of its own (`status` below 500) are left out.
 *
 * @example
 * app.use(replayErrorHandler(replay))
 */
export function replayErrorHandler(replay: ReplayServer): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const status = statusOf(error)
    const context = response.locals.replay ?? replay.contextFrom(request)
    if (context && status >= 500) {
      const { method, originalUrl } = request
      const route = toRoute(request) ?? originalUrl
      void replay.recordEvent({ error, method, route, status, trace: context.trace }, context)
    }
    next(error)
  }
}

/** As Express reads it from an error. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500
  const status: unknown =
    'status' in error ? error.status : 'statusCode' in error && error.statusCode
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}
