import { defaultDetectors, type Detector } from '@playhead/protocol'
import { ReplayError } from '../replay-error.ts'

/**
 * Those of the application before the built-in ones.
 * @throws {ReplayError} `invalid_option` if one could not work.
 */
export function parseDetectors(own: readonly Detector[] = []): readonly Detector[] {
  for (const { name, pattern } of own) {
    if (/^[a-z][a-z\d-]{0,30}$/.test(name) && pattern instanceof RegExp && pattern.global) continue
    throw new ReplayError(
      'invalid_option',
      `The detector ${JSON.stringify(name)} does not fit: its name is small letters, digits and dashes, and its pattern a regular expression with the flag g.`,
    )
  }
  return own.length === 0 ? defaultDetectors : [...own, ...defaultDetectors]
}
