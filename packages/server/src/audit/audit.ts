/** Who did what to which sessions. Never what is in them. */
export interface AuditEntry {
  /** ms since the Unix epoch. */
  at: number
  /** As `authorize` names them; `retention` for the sweeper. */
  actor: string
  action: 'erase' | 'export' | 'place_hold' | 'lift_hold'
  /** Ids of the sessions it was done to; the session of a hold. */
  sessions: readonly string[]
  /** Id of the hold. */
  hold?: string
}

/** Takes an entry down. What it rejects with fails the request: what cannot be told is not done. */
export type Audit = (entry: AuditEntry) => Promise<void> | void

export const noAudit: Audit = () => undefined
