import { cardDetectors } from './card.ts'
import { contactDetectors } from './contact.ts'
import { type Detection, type Detector, findAll } from './find.ts'
import { mayHoldPersonalData } from './may-hold.ts'
import { nationalIdDetectors } from './national-id.ts'
import { personalDetectors } from './personal.ts'
import { secretDetectors } from './secret.ts'

/** Those in force unless an application adds its own. The earlier one wins where two overlap. */
export const defaultDetectors: readonly Detector[] = [
  ...secretDetectors,
  ...cardDetectors,
  ...nationalIdDetectors,
  ...contactDetectors,
  ...personalDetectors,
]

/**
 * Finds what looks like a personal datum or a secret: the net below the masking rules, for text that
 * is kept because somebody needs to read it.
 *
 * @returns by position, never overlapping.
 * @example
 * detect('pay with 4242 4242 4242 4242') // [{ detector: 'card', start: 9, end: 28 }]
 */
export function detect(
  text: string,
  detectors: readonly Detector[] = defaultDetectors,
): Detection[] {
  if (detectors === defaultDetectors && !mayHoldPersonalData(text)) return []
  return findAll(text, detectors)
}
