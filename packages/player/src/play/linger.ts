import type { PlayerGap } from '../track.ts'

/** Time spent in a gap before the playhead moves on to its end, ms. Long enough to read why. */
const gapLingerMs = 1_500

export interface Linger {
  /**
   * @param from where the playhead stands, in the gap.
   * @param to where it would go to.
   * @returns where it goes to.
   */
  move(gap: PlayerGap, from: number, to: number, elapsedMs: number): number
  /** The playhead was moved: the time spent in a gap counts from here. */
  reset(): void
}

/** Keeps the playhead in a gap, however short and at any speed, until it can have been read. */
export function createLinger(): Linger {
  let gapMs = 0
  return {
    move({ endedAt }, from, to, elapsedMs) {
      gapMs += elapsedMs
      if (gapMs < gapLingerMs) return Math.min(to, Math.max(from, endedAt - 1))
      gapMs = 0
      return Math.max(to, endedAt)
    },
    reset() {
      gapMs = 0
    },
  }
}
