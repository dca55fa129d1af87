import { getReplay } from '@playhead/core'
import { sentryReplay } from '@playhead/sentry-bridge'
import { init } from '@sentry/react'

/** Errors in Sentry link to their moment in the replay, and the replay's timeline to Sentry. */
export function startSentry(dsn: string): void {
  init({ dsn, release: 'halflight@1.0.0', integrations: [sentryReplay(getReplay)] })
}
