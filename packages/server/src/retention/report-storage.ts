import type { LegalHold, StorageReport } from '@playhead/protocol'
import type { KnownAnswer } from '../access/known-answer.ts'
import { respondJson } from '../http/respond.ts'
import { findHold } from '../store/refusals.ts'
import type { ReplayStore, StoredSummary } from '../store/replay-store.ts'
import type { Retention } from './parse-retention.ts'

/** Bounds one report: what goes next is among the oldest, what came last among the newest. */
const maxLookedAt = 200
const dayMs = 86_400_000

/** `GET api/storage`. */
export function readStorage(store: ReplayStore, retention: Retention): KnownAnswer {
  return async () => respondJson(await reportStorage(store, retention))
}

export async function reportStorage(
  store: ReplayStore,
  retention: Retention,
  now: number = Date.now(),
): Promise<StorageReport> {
  const { sessions, bytes: usedBytes } = await store.measure()
  const fullAt = await estimateFullAt(store, usedBytes, retention.maxBytes, now)
  const next = findNext(await oldestFree(store), retention, usedBytes, fullAt)
  const budgetBytes = retention.maxBytes
  return { sessions, usedBytes, budgetBytes, fullAt, next, retention: [...retention.entries] }
}

/** The oldest sessions that no hold keeps. */
async function oldestFree(store: ReplayStore): Promise<StoredSummary[]> {
  const holds: LegalHold[] = await store.listHolds()
  const oldest = { limit: maxLookedAt, cursor: null, order: 'oldest' } as const
  return (await store.listSessions(oldest)).sessions.filter((session) => !findHold(session, holds))
}

function findNext(
  sessions: readonly StoredSummary[],
  { keepMs, maxBytes }: Retention,
  usedBytes: number,
  fullAt: number | null,
): StorageReport['next'] {
  const expiring = sessions
    .map((session) => ({ session: session.id, at: session.endedAt + keepMs(session) }))
    .reduce((a, b) => (b.at < a.at ? b : a), { session: '', at: Infinity })
  const [oldest] = sessions
  const isOver = maxBytes !== null && usedBytes > maxBytes
  if (oldest && (isOver || (fullAt !== null && fullAt < expiring.at))) {
    return { session: oldest.id, at: fullAt, why: 'budget' }
  }
  return expiring.at === Infinity ? null : { ...expiring, why: 'retention' }
}

/** At the pace of the sessions that ended within the last day. */
async function estimateFullAt(
  store: ReplayStore,
  usedBytes: number,
  maxBytes: number | null,
  now: number,
): Promise<number | null> {
  if (maxBytes === null) return null
  if (usedBytes >= maxBytes) return now
  const { sessions } = await store.listSessions({ limit: maxLookedAt, cursor: null })
  const recent = sessions.filter(({ endedAt }) => endedAt > now - dayMs)
  const bytes = recent.reduce((sum, { storedBytes }) => sum + storedBytes, 0)
  const last = recent.at(-1)
  if (!last || bytes === 0) return null
  // If all that were looked at are recent, they and perhaps more came in less than a day.
  const isCut = recent.length === maxLookedAt
  const spanMs = isCut ? Math.max(1, now - last.endedAt) : dayMs
  return now + ((maxBytes - usedBytes) / bytes) * spanMs
}
