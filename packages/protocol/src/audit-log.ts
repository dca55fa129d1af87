/** What is written down when somebody does it. */
export const auditActions = [
  'watch',
  'export',
  'create_share',
  'revoke_share',
  'open_share',
  'erase',
  'place_hold',
  'lift_hold',
  'annotate',
  'delete_annotation',
  'configure',
] as const

export type AuditAction = (typeof auditActions)[number]

/** One entry of the audit log. It names sessions by their random ids, and nothing of what is in them. */
export interface AuditRecord {
  /** 1 for the first; no number is left out. */
  number: number
  /** ms since the Unix epoch. */
  at: number
  /** As `authorize` names them; `share link`, `retention` or `recorded person` where nobody is known. */
  actor: string
  action: AuditAction
  /** Ids of the sessions it was done to. */
  subject: string[]
  /** Ids of a hold, a share or an annotation, and what else tells one such act from another. */
  details: Record<string, string | number>
  /** Hash of the entry before; empty for the first. */
  previous: string
  /** Over all other fields, keyed by the store, base64url. */
  hash: string
}

export interface AuditPage {
  /** The newest first. With a filter there may be none although there are more pages. */
  entries: AuditRecord[]
  /** Give it as `cursor` to read on; null at the end. */
  nextCursor: string | null
  /** Time of the oldest entry that was looked at, ms since the Unix epoch; null if there was none. */
  lookedBackTo: number | null
}

/** Whether the log is as it was written. */
export interface AuditVerification {
  /** How many entries follow one another unbroken, from the first. */
  entries: number
  isIntact: boolean
  /** The first place that is not as it was written; null if the log is intact. */
  problem: { number: number; what: string } | null
  /** The last of those entries. Note it elsewhere: a log that is cut shorter lacks it. */
  head: { number: number; hash: string } | null
}
