import { withReplayErrors } from '@playhead/next'

/** Errors of this server, on the timeline of the visitor whose request it was. */
export async function onRequestError(
  ...[error, request, context]: Parameters<ReturnType<typeof withReplayErrors>>
): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { replay } = await import('./lib/replay')
  await withReplayErrors(replay)(error, request, context)
}
