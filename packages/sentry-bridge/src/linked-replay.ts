import type { Replay } from '@playhead/core'

/**
 * What can be linked to: the page's recording, or on a server the recording of the page that sent the
 * request, which knows its id and its address and nothing else.
 */
export type LinkedReplay = Pick<Replay, 'sessionId' | 'url'> &
  Partial<Pick<Replay, 'startedAt' | 'getState' | 'sendBuffer' | 'link'>>

/** What an event was linked to. */
export interface Linked {
  replay: LinkedReplay
  session: string
  /** ms since the Unix epoch */
  at: number
  /** It was being recorded, and not kept back, when the event was linked. */
  wasRecording: boolean
}

/** Whether there is a recording, or will be if somebody asks for it. */
export function mayBeRecorded(replay: LinkedReplay): boolean {
  const state = replay.getState?.().name
  return (
    replay.sessionId !== '' &&
    (state === undefined || state === 'recording' || state === 'starting' || state === 'buffering')
  )
}

/**
 * Whether what was promised when the event was linked holds now that it is sent.
 *
 * @param isUpgraded what is kept back has been asked for; without that a recorder still on its way may
 *   turn out to keep it.
 */
export function isRecorded(
  { replay, session, wasRecording }: Linked,
  isUpgraded: boolean,
): boolean {
  if (!replay.getState) return true
  const state = replay.getState()
  if ('sessionId' in state && state.sessionId === session)
    return state.name === 'recording' || (state.name === 'starting' && isUpgraded)
  // That session has ended meanwhile.
  const isThrownAway =
    state.name === 'failed' || (state.name === 'stopped' && state.reason === 'consent-denied')
  return wasRecording && !isThrownAway
}
