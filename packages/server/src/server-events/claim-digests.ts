import type { TimelineEvent } from '@playhead/protocol'
import type { ServerLimits } from '../server-limits.ts'
import type { ReplayStore } from '../store/replay-store.ts'

const maxDigests = 5

/**
 * A document navigation carries no header, so what fails while it is rendered is told without a session.
 * The page knows the error by its digest: `useReplayError` records that, and here the two meet.
 */
export async function claimDigests(
  store: ReplayStore,
  session: string,
  timeline: readonly TimelineEvent[],
  limits: ServerLimits,
): Promise<void> {
  const digests = new Set(timeline.flatMap(digestOf).slice(0, maxDigests))
  for (const digest of digests) await store.claimServerEvent(session, digest, Date.now(), limits)
}

function digestOf(event: TimelineEvent): string[] {
  const digest = event.type === 'error' ? event.context?.['digest'] : undefined
  return typeof digest === 'string' ? [digest] : []
}
