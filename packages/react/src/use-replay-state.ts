'use client'

import type { ReplayState } from '@playhead/core'
import { useSyncExternalStore } from 'react'
import { replayHandle } from './replay-handle.ts'
import { watchReplay } from './watch-replay.ts'

/**
 * Where the page's recording stands; re-renders this component, and no other, when that changes.
 *
 * @returns null before a recording has started, after the last stop, on a server and during hydration.
 * @example
 * const isRecording = useReplayState()?.name === 'recording'
 */
export function useReplayState(): ReplayState | null {
  return useSyncExternalStore(watchReplay, replayHandle.getState, () => null)
}
