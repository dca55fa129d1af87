import type { Replay } from './replay.ts'

/** The recording, or what finds it: `getReplay` finds one that starts later, or elsewhere. */
export type ReplaySource = Replay | (() => Replay | null)

/** Told on the window when a recorder begins, before it hears what the application has said so far. */
export const recordingEvent = 'playhead:recording'

/**
 * Calls `follow` with the page's recording, now or when there is one, and again when there is another.
 *
 * @param follow returns what ends it.
 * @returns what ends all of it.
 */
export function followReplay(
  source: ReplaySource,
  follow: (replay: Replay) => () => void,
): () => void {
  let followed: Replay | null = null
  let leave: (() => void) | null = null

  function look(): void {
    const found = typeof source === 'function' ? source() : source
    if (!found || found === followed) return
    leave?.()
    followed = found
    leave = follow(found)
  }

  look()
  if (typeof window !== 'undefined') window.addEventListener(recordingEvent, look)
  return () => {
    if (typeof window !== 'undefined') window.removeEventListener(recordingEvent, look)
    leave?.()
    leave = null
  }
}
