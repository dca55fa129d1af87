import { createRate } from '../http/create-rate.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import type { ServerLimits } from '../server-limits.ts'
import type { RequestContext } from './request-context.ts'
import { type ServerEventDetails, toServerEvent } from './to-server-event.ts'

/** `unlinked`: neither a session nor a digest says whom it concerns. */
export type RecordedEvent = 'stored' | 'full' | 'rate-limited' | 'unlinked'

export type RecordServerEvent = (
  details: ServerEventDetails,
  context: Pick<RequestContext, 'sessionId'> | null,
) => Promise<RecordedEvent>

/** @throws {ReplayError} as the store. */
export function createEventRecorder(
  store: ReplayStore,
  limits: ServerLimits,
  service: string,
  now: () => number = Date.now,
): RecordServerEvent {
  const isWithinRate = createRate({ maxPerKey: 50, maxInAll: 1_000 }, now)
  return async (details, context) => {
    const session = context?.sessionId ?? null
    if (session === null && details.digest === undefined) return 'unlinked'
    if (!isWithinRate(session ?? '')) return 'rate-limited'
    const receivedAt = now()
    const event = toServerEvent(details, { service, now: receivedAt })
    return store.appendServerEvent({ session, event, receivedAt }, limits)
  }
}
