'use client'

import { type ReplayHandle, replayHandle } from './replay-handle.ts'

/**
 * The page's recording, to `identify`, `track`, link to or ask consent for. Always the same object, and
 * it never re-renders the component; `useReplayState` does.
 *
 * Call its methods in handlers and effects, not while rendering: on a server there is no session yet.
 *
 * @example
 * const replay = useReplay()
 * useEffect(() => replay.identify(user.id, { plan: user.plan }), [replay, user])
 */
export function useReplay(): ReplayHandle {
  return replayHandle
}
