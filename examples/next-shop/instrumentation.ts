import { type OnRequestError, withReplayErrors } from '@playhead/next'

const isNode = process.env.NEXT_RUNTIME === 'nodejs'
const sentryDsn = process.env.PLAYHEAD_SENTRY_DSN

export async function register(): Promise<void> {
  if (!isNode || !sentryDsn) return
  const { startServerSentry } = await import('./lib/sentry-server')
  startServerSentry(sentryDsn)
}

/** Errors of this server, on the timeline of the visitor whose request it was; then whatever else you do. */
export const onRequestError: OnRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { replay } = await import('./lib/replay')
  await withReplayErrors(replay, tellSentry)(error, request, context)
}

async function tellSentry(error: unknown): Promise<void> {
  if (!sentryDsn) return
  const { captureException } = await import('./lib/sentry-server')
  captureException(error)
}
