import type { SentryResponse } from './sentry-shapes.ts'

/** What Sentry takes when it names no time (its SDKs' own default). */
const defaultWaitMs = 60_000

/** Tells when Sentry's SDK keeps events back because it was told to. It does not say so itself. */
export interface RateLimit {
  hear(response: SentryResponse): void
  isLimited(type: 'error' | 'feedback'): boolean
}

/** Reads the same headers as the SDK: develop.sentry.dev, "Rate Limiting". */
export function createRateLimit({ now = Date.now }: { now?: () => number } = {}): RateLimit {
  const until = new Map<string, number>()

  return {
    hear({ statusCode, headers = {} }) {
      const limits = headers['x-sentry-rate-limits']
      const retryAfter = headers['retry-after']
      if (limits) {
        for (const limit of limits.split(',')) {
          const [seconds = '', categories = ''] = limit.trim().split(':')
          const end = now() + (toMs(seconds) ?? defaultWaitMs)
          for (const category of (categories || 'all').split(';')) until.set(category, end)
        }
      } else if (retryAfter || statusCode === 429) {
        until.set('all', now() + waitMs(retryAfter ?? '', now()))
      }
    },
    isLimited: (type) => [type, 'all'].some((category) => (until.get(category) ?? 0) > now()),
  }
}

function waitMs(retryAfter: string, now: number): number {
  const date = Date.parse(retryAfter)
  return toMs(retryAfter) ?? (Number.isNaN(date) ? defaultWaitMs : date - now)
}

function toMs(seconds: string): number | null {
  const value = Number.parseInt(seconds, 10)
  return String(value) === seconds.trim() ? value * 1_000 : null
}
