import type { DeletionReceipt, ErasureMatch } from '@playhead/protocol'
import { type Audit, createAudit } from '../audit/audit.ts'
import { closeErasure, eraseAll } from '../erasure/erase-sessions.ts'
import { findHold } from '../store/refusals.ts'
import type { ReplayStore, StoredSummary } from '../store/replay-store.ts'
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

type Erase = (sessions: readonly StoredSummary[]) => Promise<ErasureMatch[]>

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
  const about = { by: 'retention', foundBy: 'age', erasedAt: at } as const
  const erase =
    (why: 'retention' | 'budget'): Erase =>
    (sessions) =>
      eraseAll(store, sessions, { ...about, why }, audit)
  const { erased: expired, next } = await eraseExpired(
    store,
    retention,
    from,
    at,
    erase('retention'),
  )
  const evicted = await eraseBeyondBudget(store, retention.maxBytes, erase('budget'))
  const receipts: DeletionReceipt[] = []
  for (const [sessions, why] of [
    [expired, 'retention'],
    [evicted, 'budget'],
  ] as const) {
    if (sessions.length === 0) continue
    receipts.push(await closeErasure(store, sessions, { ...about, why }))
  }
  return { expired, evicted, receipts, next }
}

async function eraseExpired(
  store: ReplayStore,
  { keepMs, shortestMs }: Retention,
  from: string | null,
  now: number,
  erase: Erase,
): Promise<{ erased: ErasureMatch[]; next: string | null }> {
  const erased: ErasureMatch[] = []
  if (shortestMs === Infinity) return { erased, next: null }
  let cursor = from
  for (let lookedAt = 0; lookedAt < maxLookedAt; lookedAt += pageOfSessions) {
    const holds = await store.listHolds()
    const page = await store.listSessions({ limit: pageOfSessions, cursor, order: 'oldest' })
    const old = page.sessions.filter((session) => session.endedAt + keepMs(session) <= now)
    erased.push(...(await erase(old.filter((session) => !findHold(session, holds)))))
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
  erase: Erase,
): Promise<ErasureMatch[]> {
  const evicted: ErasureMatch[] = []
  if (maxBytes === null) return evicted
  let cursor: string | null = null
  while (evicted.length < maxLookedAt) {
    if ((await store.measure()).bytes <= maxBytes) break
    const page = await store.listSessions({ limit: 1, cursor, order: 'oldest' })
    const holds = await store.listHolds()
    evicted.push(...(await erase(page.sessions.filter((session) => !findHold(session, holds)))))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  return evicted
}
