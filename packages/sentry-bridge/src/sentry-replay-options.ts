import type { SentryEvent } from './sentry-shapes.ts'

export interface SentryReplayOptions {
  /**
   * Your organization's slug, as in `https://<org>.sentry.io`. With it the timeline links to the event in
   * Sentry; the host is that of the DSN.
   */
  org?: string
  /** The address of an event in Sentry, if yours is none of the usual ones; null for no link. */
  issueUrl?: (eventId: string, event: SentryEvent) => string | null
  /**
   * Whether an error or a feedback that goes to Sentry sends a recording that is kept back
   * (`sampling.onError` and the like). Default true. False: such an event is linked only if something
   * else has sent it.
   */
  upgradeBuffer?: boolean
}
