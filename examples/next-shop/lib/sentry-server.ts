import { getReplayContext } from '@playhead/next'
import { sentryReplay } from '@playhead/sentry-bridge'
import { captureException, init } from '@sentry/node'

/** Errors of this server in Sentry too, each with the link to the visitor's recording. */
export function startServerSentry(dsn: string): void {
  init({ dsn, release: 'roost@1.0.0', integrations: [sentryReplay(getReplayContext)] })
}

export { captureException }
