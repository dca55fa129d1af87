import { defaultDetectors, type Detector, findDetectorFault } from '@playhead/protocol'
import { ReplayError } from '../replay-error.ts'

/**
 * Those of the application before the built-in ones.
 * @throws {ReplayError} `invalid_option` if one could not work.
 */
export function parseDetectors(own: readonly Detector[] = []): readonly Detector[] {
  for (const detector of own) {
    const fault = findDetectorFault(detector)
    if (fault === null) continue
    throw new ReplayError(
      'invalid_option',
      `The detector ${JSON.stringify(detector.name)} cannot be used: ${fault}.`,
    )
  }
  return own.length === 0 ? defaultDetectors : [...own, ...defaultDetectors]
}
