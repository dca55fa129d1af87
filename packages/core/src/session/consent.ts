import type { JsonValue } from '@playhead/protocol'

/**
 * What the person has said. `withdrawn`: something had been recorded before they refused, on this page
 * or on an earlier one.
 */
export type ConsentState = 'unknown' | 'denied' | 'granted' | 'withdrawn'

/** How consent was given; each session carries it. */
export interface ConsentDetails {
  /** Which version of your policy's text the person was shown. */
  policyVersion?: string
  /** What says so, such as `banner` or `tcf`. */
  signal?: string
}

/** The ground on which a session is recorded. */
export interface ConsentRecord {
  basis: 'granted' | 'not-required'
  /** ms since the Unix epoch; null if it was not asked for. */
  givenAt: number | null
  /** `ConsentDetails`, if the application gave what it should; only the texts of it are kept. */
  details: Record<string, JsonValue> | null
}

/**
 * @returns the signal by which the browser asks not to be recorded; null if it does not, or if the
 *   application need not heed it.
 */
export function findOptOut({
  respectGpc,
  respectDnt,
}: {
  respectGpc?: boolean
  respectDnt?: boolean
}): 'gpc' | 'dnt' | null {
  // Global Privacy Control, section 3.3.
  if (respectGpc !== false && Reflect.get(navigator, 'globalPrivacyControl') === true) return 'gpc'
  return respectDnt && navigator.doNotTrack === '1' ? 'dnt' : null
}
