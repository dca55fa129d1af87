const maxGapMs = 1_000
const maxWindowMs = 5_000

/**
 * Cumulative layout shift: of all windows of shifts, the one with the largest sum. A window is at most
 * 5 s long, and ends when nothing has moved for 1 s (https://web.dev/articles/cls).
 *
 * @returns takes a shift and the time it began, ms; returns the largest sum so far.
 */
export function createShiftWindows(): (startTime: number, value: number) => number {
  let first = 0
  let last = -Infinity
  let sum = 0
  let worst = 0
  return (startTime, value) => {
    if (startTime - last >= maxGapMs || startTime - first >= maxWindowMs) {
      first = startTime
      sum = 0
    }
    last = startTime
    sum += value
    worst = Math.max(worst, sum)
    return worst
  }
}
