const windowMs = 10_000
const maxPerSession = 50
const maxInAll = 1_000

/** Lets 50 events of one session and 1,000 in all through in ten seconds. */
export function createEventRate(now: () => number): (session: string) => boolean {
  const counts = new Map<string, number>()
  let since = 0
  let total = 0
  return (session) => {
    if (Math.abs(now() - since) >= windowMs) {
      counts.clear()
      since = now()
      total = 0
    }
    const count = counts.get(session) ?? 0
    if (total >= maxInAll || count >= maxPerSession) return false
    counts.set(session, count + 1)
    total++
    return true
  }
}
