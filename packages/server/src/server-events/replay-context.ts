import type { ErrorContext } from '@playhead/protocol'
import { cleanText } from './clean-text.ts'
import type { RequestContext } from './request-context.ts'

/**
 * The fields that make an error report in any tracker lead to the recording.
 *
 * @param context of the request, from `replay.contextFrom`; null if it comes from no recording.
 * @param options.at when it happened, ms since the Unix epoch. Default now.
 * @example
 * logger.error(replayContext(error, replay.contextFrom(request), { user: account.id }))
 */
export function replayContext(
  error: unknown,
  context: RequestContext | null,
  { user = null, at = Date.now() }: { user?: string | null; at?: number } = {},
): ErrorContext {
  const known = error instanceof Error ? error : null
  return {
    error_type: known?.name ?? 'Error',
    message: cleanText(known?.message ?? String(error), 2_000),
    stack_trace: known?.stack === undefined ? null : cleanText(known.stack, 16_000),
    timestamp: new Date(at).toISOString(),
    user_id: user,
    session_id: context?.sessionId ?? null,
    page_url: context?.pageUrl ?? null,
    user_agent: context?.userAgent ?? null,
    session_replay_url: context?.url({ at }) ?? null,
    replay_timestamp: context ? Math.round(at) : null,
  }
}
