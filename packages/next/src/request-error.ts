import type { ReplayServer, RequestContext } from '@playhead/server'
import { AsyncLocalStorage } from 'node:async_hooks'

/** What Next hands to `onRequestError` (`Instrumentation.onRequestError` of `next`). */
export type OnRequestError<
  Request extends NextErrorRequest = NextErrorRequest,
  Context extends NextErrorContext = NextErrorContext,
> = (error: unknown, request: Request, context: Context) => void | Promise<void>

export interface NextErrorRequest {
  path: string
  method: string
  headers: NodeJS.Dict<string | string[]>
}

export interface NextErrorContext {
  /** The file's pattern, such as `/lamps/[slug]`. */
  routePath: string
  /** `render`: a page; `route`: a route handler; `action`: a Server Action; `proxy` or `middleware`. */
  routeType: string
}

const current = new AsyncLocalStorage<RequestContext | null>()

/**
 * The recording whose request failed, while the application's own `onRequestError` runs and in what
 * that sets going; null for a document, whose request names none.
 *
 * @example
 * Sentry.init({ dsn, integrations: [sentryReplay(getReplayContext)] })
 */
export function getReplayContext(): RequestContext | null {
  return current.getStore() ?? null
}

/**
 * Puts errors of server components, Server Actions and route handlers on the timeline of the recording
 * that caused them. A document navigation names no recording: its error is kept by its `digest` until
 * the page tells that it saw it (`useReplayError`).
 *
 * @param own the application's own `onRequestError`; called as well, whatever becomes of the recording.
 * @example
 * // instrumentation.ts
 * export const onRequestError = withReplayErrors(replay, Sentry.captureRequestError)
 */
export function withReplayErrors<
  Request extends NextErrorRequest = NextErrorRequest,
  Context extends NextErrorContext = NextErrorContext,
>(
  replay: ReplayServer,
  own?: OnRequestError<Request, Context>,
): (error: unknown, request: Request, context: Context) => Promise<void> {
  return async (thrown, request, context) => {
    const from = replay.contextFrom(request.headers)
    const digest = digestOf(thrown)
    const recorded = replay.recordEvent(
      {
        error: thrown,
        method: request.method,
        route: context.routePath || request.path,
        status: 500,
        // A document names no recording, and may name a trace all the same.
        trace: [request.headers['traceparent'] ?? null].flat()[0] ?? null,
        ...(digest !== undefined && { digest }),
      },
      from,
    )
    try {
      await current.run(from, () => own?.(thrown, request, context))
    } finally {
      await recorded
    }
  }
}

function digestOf(error: unknown): string | undefined {
  const digest = typeof error === 'object' && error !== null && 'digest' in error && error.digest
  return typeof digest === 'string' ? digest : undefined
}
