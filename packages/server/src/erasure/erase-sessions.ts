import type { DeletionReceipt, ErasureMatch, ErasureReport } from '@playhead/protocol'
import { type Audit, createAudit } from '../audit/audit.ts'
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
  /** Default: into the store's own log. */
  audit?: Audit
  now?: () => number
}

/** What a receipt says besides the sessions. */
type ErasureFacts = Pick<DeletionReceipt, 'by' | 'why' | 'foundBy' | 'erasedAt'>

/**
 * Erases every session that fits, save those under a hold, and signs what it has done.
 *
 * Each session is gone for good once its key is; should it stop half way, asking again goes on.
 */
export async function eraseSessions(
  store: ReplayStore,
  selection: Selection,
  { actor, dryRun, audit = createAudit(store), now = Date.now }: ErasureOptions,
): Promise<ErasureReport> {
  const { found, held } = await sortOut(store, selection)
  if (dryRun) return { dryRun, sessions: found.map(toMatch), held, receipt: null }
  const about = { by: actor, why: 'request', foundBy: selection.by, erasedAt: now() } as const
  const erased = await eraseAll(store, found, about, audit)
  if (erased.length === 0) return { dryRun, sessions: [], held, receipt: null }
  const receipt = await closeErasure(store, erased, about)
  return { dryRun, sessions: erased, held, receipt }
}

/** Signs for what was erased, and keeps the receipt. */
export async function closeErasure(
  store: ReplayStore,
  erased: readonly ErasureMatch[],
  about: ErasureFacts,
): Promise<DeletionReceipt> {
  const sessions = erased.map(({ id, segments, bytes }) => ({ id, segments, bytes }))
  const receipt = await signReceipt(store, { ...about, sessions })
  await store.keepReceipt(receipt)
  return receipt
}

/**
 * Takes down what is about to go, then erases one after the other: what cannot be taken down stays. A
 * hold that is placed meanwhile keeps its session; the receipt names only what went.
 */
export async function eraseAll(
  store: ReplayStore,
  sessions: readonly StoredSummary[],
  { by, why, erasedAt }: ErasureFacts,
  audit: Audit,
): Promise<ErasureMatch[]> {
  const erased: ErasureMatch[] = []
  if (sessions.length === 0) return erased
  const ids = sessions.map(({ id }) => id)
  const entry = { at: erasedAt, actor: by, action: 'erase', sessions: ids } as const
  await audit(why === 'request' ? entry : { ...entry, details: { why } })
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
