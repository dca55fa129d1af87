/** Lets whoever holds its address watch one session, and nothing else, until it expires. */
export interface ShareLink {
  id: string
  session: string
  /** What of the session it shows, ms since the Unix epoch; null where it is not cut. */
  from: number | null
  to: number | null
  createdBy: string
  createdAt: number
  expiresAt: number
  revokedAt: number | null
}

/** The answer to whoever makes a link. The address is told here only. */
export interface CreatedShare {
  share: ShareLink
  /** Absolute where the server knows its origin, else from the path on. */
  url: string
}

/** What a link tells of itself to whoever opens it, at `{link}/api/share`. */
export type OpenedShare = Pick<ShareLink, 'session' | 'from' | 'to' | 'expiresAt'>
