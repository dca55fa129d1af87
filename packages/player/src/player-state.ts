import type { PlayerClock } from './clock.ts'
import type { TimeSpan } from './play/inactive-spans.ts'
import type { PlayerError } from './player-error.ts'
import type { Viewport } from './stage/stage.ts'
import type { PlayerGap } from './track.ts'

export type PlayerStatus =
  /** The first picture of a tab is on its way. */
  | { name: 'loading' }
  | { name: 'paused' }
  | { name: 'playing' }
  /** A segment that is needed has not arrived yet. `intent` says what follows. */
  | { name: 'buffering' }
  | { name: 'ended' }
  /** `play` and `seek` try again. */
  | { name: 'failed'; error: PlayerError }

/** Never changed in place: a new object whenever anything in it changes. */
export interface PlayerState {
  readonly status: PlayerStatus
  /** What follows once everything is there: whether a play button shows "pause". */
  readonly intent: 'play' | 'pause'
  /** The playhead, ms since the Unix epoch. */
  readonly at: number
  /** Of the tab, ms since the Unix epoch. */
  readonly startedAt: number
  /** Of the tab, ms since the Unix epoch. */
  readonly endedAt: number
  /** Id of the tab shown. */
  readonly tab: string
  /** Recorded ms per ms. */
  readonly speed: number
  readonly skipsInactivity: boolean
  /** The stretch of inactivity jumped over last; null again once the playhead has moved on or was moved. */
  readonly skipped: TimeSpan | null
  /** Which part of a far page is worked out, from 0 to 1; null while none is. */
  readonly progress: number | null
  /** Of the recorded page at this moment, CSS pixels; null before the first picture. */
  readonly viewport: Viewport | null
  /** The playhead stands where nothing can be shown; the last known page stays. */
  readonly gap: PlayerGap | null
  /** All stretches of the tab that cannot be shown, by time. Grows when a segment turns out damaged. */
  readonly gaps: readonly PlayerGap[]
  /** Sequence numbers of the tab's segments that turned out not to decode. */
  readonly damagedSegments: readonly number[]
  /** Recorded changes that could not be applied to the page shown: it may differ from what the visitor saw. */
  readonly brokenFrames: number
}

export interface StateStore {
  get(): PlayerState
  update(changes: Partial<PlayerState>): void
  subscribe(listener: () => void): () => void
  /** No listener is called again. */
  stop(): void
}

/** Holds the state and tells listeners at most once per picture. */
export function createStateStore(initial: PlayerState, clock: PlayerClock): StateStore {
  const listeners = new Set<() => void>()
  let state = initial
  let callOff: (() => void) | null = null

  function notify(): void {
    callOff = null
    for (const listener of listeners) listener()
  }

  return {
    get: () => state,
    update(changes) {
      const next = { ...state, ...changes }
      if (isSame(state, next)) return
      state = next
      callOff ??= clock.onNextFrame(notify)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      callOff?.()
      callOff = null
      listeners.clear()
    },
  }
}

function isSame(one: PlayerState, other: PlayerState): boolean {
  return (Object.keys(one) as (keyof PlayerState)[]).every((key) => one[key] === other[key])
}
