/**
 * What the server's second line took out of what pages sent: something there is not masked that should
 * be. What it was is kept nowhere.
 */
export interface PrivacyWarning {
  /** Scrubbed path of the page; null if it is not known. */
  page: string | null
  /** Where it stood: `text`, `attribute`, `input`, `css`, `console`, `network` and so on. */
  channel: string
  /** The kind of datum, such as `card` or `mail`. */
  detector: string
  count: number
  /** How many sessions it was found in. */
  sessions: number
  /** Id of the session it was found in last; null if that was kept before it was written down. */
  lastSession: string | null
  /** When it was last found, ms since the Unix epoch. */
  lastAt: number
}
