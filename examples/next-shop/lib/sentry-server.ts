import { getReplayContext } from '@playhead/next'
import { sentryReplay } from '@playhead/sentry-bridge'
import { captureRequestError, init } from '@sentry/nextjs'
import type { Instrumentation } from 'next'

/** Errors of this server in Sentry too, each with the link to the visitor's recording. */
export function startServerSentry(dsn: string): Instrumentation.onRequestError {
  init({ dsn, release: 'roost@1.0.0', integrations: [sentryReplay(getReplayContext)] })
  return captureRequestError
}
