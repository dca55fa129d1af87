import { checkDetectors } from './privacy/own-detectors.ts'
import { createPolicy } from './privacy/policy.ts'
import type { PrivacyOptions } from './privacy/privacy-options.ts'

/**
 * The hash of the privacy rules that these options make, as each segment carries it. It runs on a server
 * and in a build too: what it tells is what `requirePolicy` of the replay server takes.
 *
 * @throws {PlayheadConfigError} `invalid_option` for a detector that cannot be used.
 * @example
 * createReplayServer({ requirePolicy: [policyHash(privacy)], store, basePath, authorize })
 */
export function policyHash(privacy?: PrivacyOptions): string {
  checkDetectors(privacy?.detectors ?? [])
  return createPolicy(privacy).hash
}
