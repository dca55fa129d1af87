/** Recorded seconds per second. */
export const speeds: readonly number[] = [0.5, 1, 2, 4, 8, 16]

/** The next speed up or down; the same at either end. */
export function stepSpeed(speed: number, by: 1 | -1): number {
  const index = speeds.findIndex((one) => one >= speed)
  return speeds[Math.min(Math.max(index + by, 0), speeds.length - 1)] ?? speed
}
