import { randomUUID } from 'node:crypto'
import type { DeletionReceipt, ErasureMatch } from '@playhead/protocol'
import type { Audit } from '../audit/audit.ts'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore, StoredSummary } from '../store/replay-store.ts'
import { signReceipt } from './receipt.ts'

/** What a receipt says besides the sessions. */
export type ErasureFacts = Pick<DeletionReceipt, 'by' | 'why' | 'foundBy' | 'erasedAt'>

export interface Erasure {
  /**
   * Takes down what is about to go, then erases one after the other: what cannot be taken down stays. A
   * hold that is placed meanwhile keeps its session.
   *
   * @returns what has gone.
   */
  erase(sessions: readonly StoredSummary[]): Promise<ErasureMatch[]>
  /** Signs for what has gone, and keeps the receipt; null if nothing has. */
  close(): Promise<DeletionReceipt | null>
}

/**
 * Erases under one receipt. What it is about to take is kept until the receipt is: should the process end
 * before, the next start signs for what has gone (`close-broken-erasures.ts`).
 */
export function startErasure(store: ReplayStore, about: ErasureFacts, audit: Audit): Erasure {
  const id = randomUUID()
  const asked: ErasureMatch[] = []
  const erased: ErasureMatch[] = []

  async function takeDown(sessions: readonly ErasureMatch[]): Promise<void> {
    const { by, why, erasedAt } = about
    const ids = sessions.map((session) => session.id)
    const entry = { at: erasedAt, actor: by, action: 'erase', sessions: ids } as const
    await audit(why === 'request' ? entry : { ...entry, details: { why } })
    asked.push(...sessions)
    await store.openErasure({ id, ...about, sessions: asked.map(toEntry) })
  }

  return {
    async erase(sessions) {
      if (sessions.length === 0) return []
      const matches = sessions.map(toMatch)
      await takeDown(matches)
      const before = erased.length
      for (const match of matches) {
        const gone = await store.eraseSession(match.id).catch((error: unknown) => {
          if (error instanceof ReplayError && error.code === 'session_held') return null
          throw error
        })
        if (gone) erased.push({ ...match, ...gone })
      }
      return erased.slice(before)
    },
    async close() {
      if (asked.length === 0) return null
      const sessions = erased.map(toEntry)
      const receipt = erased.length > 0 ? await signReceipt(store, { ...about, sessions }) : null
      await store.closeErasure(id, receipt)
      return receipt
    },
  }
}

export function toMatch({
  id,
  startedAt,
  endedAt,
  segments,
  storedBytes,
}: StoredSummary): ErasureMatch {
  return { id, startedAt, endedAt, segments, bytes: storedBytes }
}

function toEntry({ id, segments, bytes }: ErasureMatch): DeletionReceipt['sessions'][number] {
  return { id, segments, bytes }
}
