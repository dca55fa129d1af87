import type { ErrorContext } from '@playhead/protocol'
import type { Replay } from './replay.ts'

export function toErrorContext(error: unknown, replay: Replay | null, at: number): ErrorContext {
  const known = error instanceof Error ? error : null
  const session = replay?.sessionId || null
  const hasPage = typeof location !== 'undefined'
  return {
    error_type: known?.name ?? 'Error',
    message: known?.message ?? String(error),
    stack_trace: known?.stack ?? null,
    timestamp: new Date(at).toISOString(),
    user_id: replay?.user ?? null,
    session_id: session,
    page_url: hasPage ? location.origin + location.pathname : null,
    user_agent: typeof navigator === 'undefined' ? null : navigator.userAgent,
    session_replay_url: session && replay ? replay.url({ at }) : null,
    replay_timestamp: session === null ? null : Math.round(at),
  }
}
