/** Times are ms since the Unix epoch. */
export interface Clock {
  now(): number
}

/** A step of the wall clock that is followed, ms. Smaller ones are jitter between the two clocks. */
const followedStepMs = 2_000

/**
 * The wall clock as it stood when the page was loaded, moved on by the monotonic clock: setting the
 * wall clock back cannot bring events out of order (High Resolution Time, section 4).
 *
 * The monotonic clock stands still while the computer sleeps (https://crbug.com/1206450). So it is moved
 * forward, never back, when the wall clock has run ahead; a session then ends over night as it should.
 */
export function createPageClock({
  monotonic = () => performance.now(),
  wall = () => Date.now(),
  origin = () => performance.timeOrigin,
} = {}): Clock {
  let slept = 0
  return {
    now() {
      const time = origin() + monotonic() + slept
      const behind = wall() - time
      if (behind <= followedStepMs) return Math.round(time)
      slept += behind
      return Math.round(time + behind)
    },
  }
}

export const pageClock = createPageClock()
