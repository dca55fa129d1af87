/** Enough for a page of 500 interactions; of a longer visit the estimate is too high. */
const maxKept = 10
/** One of so many is an outlier. */
const perOutlier = 50

interface SlowInteraction<T> {
  id: number
  /** ms until the next frame was shown. */
  duration: number
  about: T
}

export interface SlowInteractions<T> {
  /** @param describe is asked for one that is among the slowest. */
  add(id: number, duration: number, describe: () => T): void
  /**
   * Interaction to next paint: the slowest, leaving out one of every 50 (https://web.dev/articles/inp).
   * @param count of all interactions, the fast ones included.
   */
  worst(count: number): SlowInteraction<T> | undefined
}

/** Keeps the slowest interactions. One has several events; the longest counts. */
export function createSlowInteractions<T>(): SlowInteractions<T> {
  let slowest: SlowInteraction<T>[] = []
  return {
    add(id, duration, describe) {
      const known = slowest.find((interaction) => interaction.id === id)
      if (known) known.duration = Math.max(known.duration, duration)
      else if (slowest.length < maxKept || duration > (slowest.at(-1)?.duration ?? 0))
        slowest.push({ id, duration, about: describe() })
      slowest = slowest.sort((a, b) => b.duration - a.duration).slice(0, maxKept)
    },
    worst: (count) => slowest[Math.min(slowest.length - 1, Math.floor(count / perOutlier))],
  }
}
