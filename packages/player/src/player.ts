import type { SessionManifest, SessionTimeline } from '@playhead/protocol'
import type { PlayerClock } from './clock.ts'
import type { SegmentLoader } from './load/segment-loader.ts'
import type { PlayerState } from './player-state.ts'

export interface PlayerOptions {
  /** An element of the document. The player adds its stage to it and scales it to fit. */
  container: HTMLElement
  loader: SegmentLoader
  manifest: SessionManifest
  /**
   * Tells where nothing happens, and how the visitor wanted pages to look; without it no inactivity is
   * skipped, and the page looks as the viewer's browser wants.
   */
  timeline?: SessionTimeline
  /** Default: the session's first tab. */
  tab?: string
  /** Where to begin, ms since the Unix epoch. Default: the tab's start. */
  at?: number
  /**
   * Changes that are applied to the page in one go. What is further away is worked out first, in slices
   * that leave the page alive. Default 400: a few frames' time.
   */
  maxChangesAtOnce?: number
  /** Default: the browser's, by animation frames. */
  clock?: PlayerClock
}

export interface Player {
  /** The same object until something changes, as `useSyncExternalStore` asks for. */
  getState(): PlayerState
  /** Called at most once per animation frame. @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void
  /** From the start again if the recording has ended. */
  play(): void
  pause(): void
  /**
   * Moves the playhead, to the nearest end if `at` lies outside of the tab.
   *
   * @param at ms since the Unix epoch.
   * @returns once the page of that moment is shown, or a newer `seek` or `selectTab` took over. Never
   *   rejects: a failure is the state's status.
   */
  seek(at: number): Promise<void>
  /** @param speed recorded ms per ms, kept within 0.5 and 16. */
  setSpeed(speed: number): void
  setSkipInactivity(on: boolean): void
  /**
   * Shows another tab at the same moment, or from its start if it was not open then.
   * @throws {PlayerError} `invalid_option` if the session has no such tab.
   */
  selectTab(tab: string): void
  /** Removes the stage and ends every request. Calls after it do nothing. */
  destroy(): void
}
