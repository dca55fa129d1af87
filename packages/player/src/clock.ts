/** What makes time pass for the player. A seam: tests turn it by hand. */
export interface PlayerClock {
  /** ms, monotonic. */
  now(): number
  /** Calls back once, before the next picture. @returns a function that calls it off. */
  onNextFrame(callback: () => void): () => void
}

export const browserClock: PlayerClock = {
  now: () => performance.now(),
  onNextFrame(callback) {
    const id = requestAnimationFrame(callback)
    return () => cancelAnimationFrame(id)
  },
}
