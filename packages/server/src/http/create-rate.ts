export interface RateLimits {
  maxPerKey: number
  maxInAll: number
}

const windowMs = 10_000

/** Lets so much of one key, and so much in all, through in ten seconds. */
export function createRate(
  { maxPerKey, maxInAll }: RateLimits,
  now: () => number,
): (key: string) => boolean {
  const counts = new Map<string, number>()
  let since = 0
  let total = 0
  return (key) => {
    if (Math.abs(now() - since) >= windowMs) {
      counts.clear()
      since = now()
      total = 0
    }
    const count = counts.get(key) ?? 0
    if (total >= maxInAll || count >= maxPerKey) return false
    counts.set(key, count + 1)
    total++
    return true
  }
}
