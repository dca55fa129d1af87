/** What recording has taken of the page's main thread. */
export interface Spent {
  ms: number
  /** ms since the Unix epoch. */
  since: number
}

/** Of each second, ms: a tenth. */
export const maxCostMs = 100
