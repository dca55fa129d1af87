/** Times are ms since the Unix epoch. */
export interface Clock {
  now(): number
}

/**
 * The wall clock as it stood when the page was loaded, moved on by the monotonic clock: a correction of
 * the wall clock in between cannot bring events out of order (High Resolution Time, section 4).
 */
export const pageClock: Clock = {
  now: () => Math.round(performance.timeOrigin + performance.now()),
}
