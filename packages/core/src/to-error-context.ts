import type { ErrorContext } from '@playhead/protocol'
import type { Replay } from './replay.ts'

export function toErrorContext(
  error: unknown,
  { replay, at }: { replay: Replay | null; at: number },
): ErrorContext {
  const known = error instanceof Error ? error : null
  const session = replay?.sessionId || null
  const { location, navigator }: { location?: Location; navigator?: Navigator } = globalThis
  return {
    error_type: String(known?.name ?? 'Error'),
    message: String(known ? known.message : error),
    stack_trace: known?.stack ?? null,
    timestamp: new Date(at).toISOString(),
    user_id: replay?.user ?? null,
    session_id: session,
    page_url: location ? location.origin + location.pathname : null,
    user_agent: navigator?.userAgent ?? null,
    session_replay_url: session && replay ? replay.url({ at }) : null,
    replay_timestamp: session === null ? null : Math.round(at),
  }
}
