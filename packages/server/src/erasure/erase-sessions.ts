import type { ErasureReport } from '@playhead/protocol'
import { type Audit, createAudit } from '../audit/audit.ts'
import { findHold } from '../store/refusals.ts'
import type { ReplayStore, StoredSummary } from '../store/replay-store.ts'
import { findSessions, type Selection } from './selection.ts'
import { startErasure, toMatch } from './start-erasure.ts'

export interface ErasureOptions {
  /** Who asks for it. */
  actor: string
  /** Only says what would go. */
  dryRun: boolean
  /** Default: into the store's own log. */
  audit?: Audit
  now?: () => number
}

/**
 * Erases every session that fits, save those under a hold, and signs what it has done.
 *
 * Each session is gone for good once its key is; should it stop half way, what has gone is signed for, and
 * asking again goes on.
 */
export async function eraseSessions(
  store: ReplayStore,
  selection: Selection,
  { actor, dryRun, audit = createAudit(store), now = Date.now }: ErasureOptions,
): Promise<ErasureReport> {
  const { found, held } = await sortOut(store, selection)
  if (dryRun) return { dryRun, sessions: found.map(toMatch), held, receipt: null }
  const about = { by: actor, why: 'request', foundBy: selection.by, erasedAt: now() } as const
  const erasure = startErasure(store, about, audit)
  try {
    const sessions = await erasure.erase(found)
    return { dryRun, sessions, held, receipt: await erasure.close() }
  } catch (error) {
    // If that fails as well, the next start signs.
    await erasure.close().catch(() => undefined)
    throw error
  }
}

async function sortOut(
  store: ReplayStore,
  selection: Selection,
): Promise<{ found: StoredSummary[]; held: ErasureReport['held'] }> {
  const holds = await store.listHolds()
  const found: StoredSummary[] = []
  const held: ErasureReport['held'] = []
  for await (const session of findSessions(store, selection)) {
    const hold = findHold(session, holds)
    if (hold) held.push({ ...toMatch(session), hold: hold.id })
    else found.push(session)
  }
  return { found, held }
}
