import type { Detector } from './find.ts'
import { findPatternRisk } from './find-pattern-risk.ts'

/** A detector that an application brings along. */
export type OwnDetector = Pick<Detector, 'name' | 'pattern'>

const longestSource = 1_000

/**
 * What is wrong with a detector of an application's own; null if nothing is, as far as can be told
 * without using it.
 */
export function findDetectorFault({ name, pattern }: OwnDetector): string | null {
  if (!/^[a-z][a-z\d-]{0,30}$/.test(name)) {
    return 'its name must be small letters, digits and dashes, 31 at most'
  }
  if (!(pattern instanceof RegExp) || !pattern.global || pattern.sticky) {
    return 'its pattern must be a regular expression with the flag g, and without y'
  }
  if (pattern.source.length > longestSource) {
    return `its pattern is longer than ${longestSource} characters`
  }
  const risk = findPatternRisk(pattern)
  return risk && `its pattern could take for ever on some texts: ${risk}. Bound it, as in {1,40}`
}
