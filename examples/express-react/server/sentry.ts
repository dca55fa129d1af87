import { getReplayContext } from '@playhead/express'
import { sentryReplay } from '@playhead/sentry-bridge'
import * as Sentry from '@sentry/node'
import type { ErrorRequestHandler } from 'express'
import { trackers } from './trackers.ts'

if (trackers.sentry) {
  Sentry.init({
    dsn: trackers.sentry.dsn,
    release: 'halflight@1.0.0',
    integrations: [sentryReplay(getReplayContext)],
  })
}

/** Errors of this server in Sentry too, where that is switched on, each with the link to the recording. */
export const tellSentry: ErrorRequestHandler = (error, _request, _response, next) => {
  Sentry.captureException(error)
  next(error)
}
