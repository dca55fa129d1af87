import type { AuditAction } from '@playhead/protocol'
import type { ReplayStore } from '../store/replay-store.ts'

/** Who did what to which sessions. Never what is in them. */
export interface AuditEntry {
  /** ms since the Unix epoch. */
  at: number
  /** As `authorize` names them; `retention` for the sweeper, `share link` for whoever opens one. */
  actor: string
  action: AuditAction
  /** Ids of the sessions it was done to; the session of a hold. */
  sessions: readonly string[]
  /** Id of the hold. */
  hold?: string
  /** Id of the share link. */
  share?: string
  /** Id of the annotation. */
  annotation?: string
  /** What else tells this act from others of its kind. No personal data. */
  details?: Readonly<Record<string, string | number>>
}

/** Takes an entry down. What it rejects with fails the request: what cannot be told is not done. */
export type Audit = (entry: AuditEntry) => Promise<void> | void

/** Into the store's own log first, then to whom the application names. */
export function createAudit(store: ReplayStore, onAudit?: Audit): Audit {
  return async (entry) => {
    await store.appendAudit(entry)
    await onAudit?.(entry)
  }
}
