/** A note on a moment of a session. */
export interface Annotation {
  id: string
  session: string
  /** The moment it is about, ms since the Unix epoch. */
  at: number
  text: string
  /** Who wrote it. */
  by: string
  createdAt: number
}
