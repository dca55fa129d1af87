import { withReplayErrors } from '@playhead/next'
import type { Instrumentation } from 'next'

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startServerTrackers } = await import('./lib/server-trackers')
  await startServerTrackers()
}

/** Errors of this server, on the timeline of the visitor whose request it was; then whatever else you do. */
export const onRequestError: Instrumentation.onRequestError = async (...failed) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { replay } = await import('./lib/replay')
  const { tellServerTrackers } = await import('./lib/server-trackers')
  await withReplayErrors(replay, tellServerTrackers)(...failed)
}
