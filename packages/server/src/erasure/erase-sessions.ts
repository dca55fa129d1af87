import type { DeletionReceipt, ErasureMatch, ErasureReport } from '@playhead/protocol'
import { type Audit, noAudit } from '../audit/audit.ts'
import { ReplayError } from '../replay-error.ts'
import { findHold } from '../store/refusals.ts'
import type { ReplayStore, StoredSummary } from '../store/replay-store.ts'
import { signReceipt } from './receipt.ts'
import { findSessions, type Selection } from './selection.ts'

export interface ErasureOptions {
  /** Who asks for it. */
  actor: string
  /** Only says what would go. */
  dryRun: boolean
  audit?: Audit
  now?: () => number
}

/**
 * Erases every session that fits, save those under a hold, and signs what it has done.
 *
 * Each session is gone for good once its key is; should it stop half way, asking again goes on.
 */
export async function eraseSessions(
  store: ReplayStore,
  selection: Selection,
  { actor, dryRun, audit = noAudit, now = Date.now }: ErasureOptions,
): Promise<ErasureReport> {
  const { found, held } = await sortOut(store, selection)
  if (dryRun) return { dryRun, sessions: found.map(toMatch), held, receipt: null }
  const erased = await eraseAll(store, found)
  if (erased.length === 0) return { dryRun, sessions: [], held, receipt: null }
  const about = { by: actor, why: 'request', foundBy: selection.by } as const
  const receipt = await closeErasure(store, erased, { ...about, erasedAt: now() }, audit)
  return { dryRun, sessions: erased, held, receipt }
}

/** Signs for what was erased and takes it down. */
export async function closeErasure(
  store: ReplayStore,
  erased: readonly ErasureMatch[],
  about: Pick<DeletionReceipt, 'by' | 'why' | 'foundBy' | 'erasedAt'>,
  audit: Audit,
): Promise<DeletionReceipt> {
  const sessions = erased.map(({ id, segments, bytes }) => ({ id, segments, bytes }))
  const receipt = await signReceipt(store, { ...about, sessions })
  const ids = sessions.map(({ id }) => id)
  await audit({ at: about.erasedAt, actor: about.by, action: 'erase', sessions: ids })
  return receipt
}

/** Erases one after the other. A hold that is placed meanwhile keeps its session. */
export async function eraseAll(
  store: ReplayStore,
  sessions: readonly StoredSummary[],
): Promise<ErasureMatch[]> {
  const erased: ErasureMatch[] = []
  for (const session of sessions) {
    const gone = await store.eraseSession(session.id).catch((error: unknown) => {
      if (error instanceof ReplayError && error.code === 'session_held') return null
      throw error
    })
    if (gone) erased.push({ ...toMatch(session), ...gone })
  }
  return erased
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

function toMatch({ id, startedAt, endedAt, segments, storedBytes }: StoredSummary): ErasureMatch {
  return { id, startedAt, endedAt, segments, bytes: storedBytes }
}
