/**
 * A bucket of tokens. PostHog's own client drops what is beyond about 100 events in a burst, whoever
 * captured them: the application's events must not be the ones that go.
 */
export function createThrottle({
  burst = 20,
  refillMs = 3_000,
  now = Date.now,
}: { burst?: number; refillMs?: number; now?: () => number } = {}): {
  /** @returns how many were refused since the last one that passed; null if this one is refused too. */
  pass(): number | null
} {
  let tokens = burst
  let filledAt = now()
  let refused = 0
  return {
    pass() {
      tokens = Math.min(burst, tokens + Math.max(0, now() - filledAt) / refillMs)
      filledAt = now()
      if (tokens < 1) {
        refused++
        return null
      }
      tokens--
      const before = refused
      refused = 0
      return before
    },
  }
}
