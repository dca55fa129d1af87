import { getReplay } from '@playhead/core'
import type { LogRocketReplay } from '@playhead/logrocket-bridge'
import { sentryReplay } from '@playhead/sentry-bridge'
import { init } from '@sentry/nextjs'

/**
 * Errors in Sentry link to their moment in the replay, and the replay's timeline to Sentry.
 *
 * @param both with LogRocket beside: Sentry's events link to its recording too.
 */
export function startSentry(dsn: string, both: LogRocketReplay | null): void {
  init({
    dsn,
    release: 'roost@1.0.0',
    integrations: [sentryReplay(getReplay)],
    beforeSend: (event) => ({ ...event, extra: { ...event.extra, ...both?.links() } }),
  })
}
