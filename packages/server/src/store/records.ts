/**
 * Small things that are kept beside sessions, as JSON. Those of a session (`annotation`, `finding`)
 * are sealed by its key and go with it; the others are the store's own.
 */
export type RecordKind =
  | 'annotation'
  | 'finding'
  | 'share'
  | 'receipt'
  | 'erasure'
  | 'settings'
  | 'audit-head'

export const kindsOfSessions: readonly RecordKind[] = ['annotation', 'finding']

export interface RecordPlace {
  kind: RecordKind
  /** Empty for what belongs to no session. */
  session: string
  id: string
}

/** To be written inside a transaction. */
export interface Records {
  /** @param at orders `latest`, ms since the Unix epoch. */
  put(place: RecordPlace, at: number, value: unknown): void
  /** undefined if there is none. */
  get(place: RecordPlace): unknown
  /** By id. Without a session, of all. */
  list(kind: RecordKind, session: string | null): unknown[]
  /** The newest first. @param before the id to go on after; null to begin. */
  latest(kind: RecordKind, limit: number, before: string | null): { id: string; value: unknown }[]
  remove(place: RecordPlace): boolean
  /** What is kept of a session and goes with it. */
  erase(session: string): void
}
