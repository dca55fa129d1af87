import type { PlayheadError } from '../playhead-error.ts'
import { createUrlMatcher } from './match-url.ts'
import { parseDetectors } from './own-detectors.ts'
import type { PrivacyOptions } from './privacy-options.ts'
import type { TakeOut } from './scrub-text.ts'
import { waitForPage } from './wait-for-page.ts'

/** What some applications add to the rules; a part that the others do not load. */
export interface OwnRules {
  takeOutOwn: TakeOut
  /** Whether nothing of the page at this address is to be recorded. */
  isExcluded(url: string): boolean
  /** @returns ends the waiting. */
  waitForPage(onStill: () => void): () => void
}

/** @throws {PlayheadConfigError} `invalid_option`. */
export function parseOwnRules({
  detectors = [],
  exclude,
}: PrivacyOptions): (report: (error: PlayheadError) => void) => OwnRules {
  const toTakeOut = parseDetectors(detectors)
  return (report) => ({
    takeOutOwn: toTakeOut(report),
    isExcluded: createUrlMatcher(exclude),
    waitForPage,
  })
}
