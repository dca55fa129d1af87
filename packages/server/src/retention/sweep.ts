import type { DeletionReceipt, ErasureMatch } from '@playhead/protocol'
import { type Audit, noAudit } from '../audit/audit.ts'
import { closeErasure, eraseAll } from '../erasure/erase-sessions.ts'
import { findHold } from '../store/refusals.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import type { Retention } from './parse-retention.ts'

export interface SweepOptions {
  /** Where the sweep before stopped; null to begin with the oldest session. */
  from?: string | null
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
  { from = null, audit = noAudit, now = Date.now }: SweepOptions = {},
): Promise<SweepResult> {
  const at = now()
  const { erased: expired, next } = await eraseExpired(store, retention, from, at)
  const evicted = await eraseBeyondBudget(store, retention.maxBytes)
  const receipts: DeletionReceipt[] = []
  for (const [sessions, why] of [
    [expired, 'retention'],
    [evicted, 'budget'],
  ] as const) {
    if (sessions.length === 0) continue
    const about = { by: 'retention', why, foundBy: 'age', erasedAt: at } as const
    receipts.push(await closeErasure(store, sessions, about, audit))
  }
  return { expired, evicted, receipts, next }
}

async function eraseExpired(
  store: ReplayStore,
  { keepMs, shortestMs }: Retention,
  from: string | null,
  now: number,
): Promise<{ erased: ErasureMatch[]; next: string | null }> {
  const erased: ErasureMatch[] = []
  if (shortestMs === Infinity) return { erased, next: null }
  let cursor = from
  for (let lookedAt = 0; lookedAt < maxLookedAt; lookedAt += pageOfSessions) {
    const holds = await store.listHolds()
    const page = await store.listSessions({ limit: pageOfSessions, cursor, order: 'oldest' })
    const old = page.sessions.filter((session) => session.endedAt + keepMs(session) <= now)
    erased.push(
      ...(await eraseAll(
        store,
        old.filter((session) => !findHold(session, holds)),
      )),
    )
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
): Promise<ErasureMatch[]> {
  const evicted: ErasureMatch[] = []
  if (maxBytes === null) return evicted
  let cursor: string | null = null
  while (evicted.length < maxLookedAt) {
    if ((await store.measure()).bytes <= maxBytes) break
    const page = await store.listSessions({ limit: 1, cursor, order: 'oldest' })
    evicted.push(...(await eraseAll(store, page.sessions)))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  return evicted
}
