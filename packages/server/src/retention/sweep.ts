import type { DeletionReceipt, ErasureMatch } from '@playhead/protocol'
import { type Audit, createAudit } from '../audit/audit.ts'
import { type Erasure, startErasure } from '../erasure/start-erasure.ts'
import { findHold } from '../store/refusals.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import type { Retention } from './parse-retention.ts'

export interface SweepOptions {
  /** Where the sweep before stopped; null to begin with the oldest session. */
  from?: string | null
  /** Default: into the store's own log. */
  audit?: Audit
  now?: () => number
}

export interface SweepResult {
  /** Sessions that had stayed as long as they may. */
  expired: ErasureMatch[]
  /** Sessions that had to make room. */
  evicted: ErasureMatch[]
  receipts: DeletionReceipt[]
  /** Give it as `from` to go on; null if everything that is old enough has been looked at. */
  next: string | null
}

/** Bounds what one sweep takes of a running server. */
const maxLookedAt = 500
const pageOfSessions = 100

/**
 * One step of retention: erases what is too old, then what is beyond the budget, the oldest first.
 * Sessions under a hold stay. Several processes may sweep one store: each session goes once.
 */
export async function sweep(
  store: ReplayStore,
  retention: Retention,
  { from = null, audit = createAudit(store), now = Date.now }: SweepOptions = {},
): Promise<SweepResult> {
  const at = now()
  const start = (why: 'retention' | 'budget'): Erasure =>
    startErasure(store, { by: 'retention', why, foundBy: 'age', erasedAt: at }, audit)
  const byAge = start('retention')
  const byBudget = start('budget')
  try {
    const { erased: expired, next } = await eraseExpired(store, retention, from, at, byAge)
    const evicted = await eraseBeyondBudget(store, retention.maxBytes, byBudget)
    const receipts = [await byAge.close(), await byBudget.close()].filter((one) => one !== null)
    return { expired, evicted, receipts, next }
  } catch (error) {
    // What has gone is signed for; if that fails as well, the next start signs.
    await Promise.allSettled([byAge.close(), byBudget.close()])
    throw error
  }
}

async function eraseExpired(
  store: ReplayStore,
  { keepMs, shortestMs }: Retention,
  from: string | null,
  now: number,
  erasure: Erasure,
): Promise<{ erased: ErasureMatch[]; next: string | null }> {
  const erased: ErasureMatch[] = []
  if (shortestMs === Infinity) return { erased, next: null }
  let cursor = from
  for (let lookedAt = 0; lookedAt < maxLookedAt; lookedAt += pageOfSessions) {
    const holds = await store.listHolds()
    const page = await store.listSessions({ limit: pageOfSessions, cursor, order: 'oldest' })
    const old = page.sessions.filter((session) => session.endedAt + keepMs(session) <= now)
    erased.push(...(await erasure.erase(old.filter((session) => !findHold(session, holds)))))
    const last = page.sessions.at(-1)
    // Beyond this one all are younger than any session has to be.
    if (page.nextCursor === null || !last || last.endedAt + shortestMs > now) {
      return { erased, next: null }
    }
    cursor = page.nextCursor
  }
  return { erased, next: cursor }
}

async function eraseBeyondBudget(
  store: ReplayStore,
  maxBytes: number | null,
  erasure: Erasure,
): Promise<ErasureMatch[]> {
  const evicted: ErasureMatch[] = []
  if (maxBytes === null) return evicted
  let cursor: string | null = null
  while (evicted.length < maxLookedAt) {
    if ((await store.measure()).bytes <= maxBytes) break
    const page = await store.listSessions({ limit: 1, cursor, order: 'oldest' })
    const holds = await store.listHolds()
    const free = page.sessions.filter((session) => !findHold(session, holds))
    evicted.push(...(await erasure.erase(free)))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  return evicted
}
