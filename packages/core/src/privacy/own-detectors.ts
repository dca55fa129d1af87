import type { OwnDetector } from '@playhead/protocol'
import { findAll, findDetectorFault, redact } from '@playhead/protocol/detectors'
import { PlayheadConfigError, PlayheadError } from '../playhead-error.ts'
import { maskText } from './mask-text.ts'
import type { TakeOut } from './scrub-text.ts'

/** So long for one text is a strike, and so long is out. A busy machine may be slow once. */
const slowMs = 100
const endlessMs = 1_000
const maxStrikes = 3

type Report = (error: PlayheadError) => void

/**
 * The application's own detectors. A pattern that takes too long, in spite of the look at it before, is
 * not used again: what it should have looked at is masked from then on.
 *
 * @param now ms, of a clock that does not go back.
 * @throws {PlayheadConfigError} `invalid_option`.
 */
export function parseDetectors(
  own: readonly OwnDetector[],
  now = (): number => performance.now(),
): (report: Report) => TakeOut {
  checkDetectors(own)
  // A pattern that the application uses as well remembers where it was in another text.
  const detectors = own.map(({ name, pattern }) => ({
    name,
    pattern: new RegExp(pattern.source, pattern.flags),
  }))
  return (report) => {
    const takeOuts = detectors.map((detector) => watched(detector, report, now))
    return (text) => takeOuts.reduce((rest, takeOut) => takeOut(rest), text)
  }
}

/** @throws {PlayheadConfigError} `invalid_option`. */
export function checkDetectors(own: readonly OwnDetector[]): void {
  for (const detector of own) {
    const fault = findDetectorFault(detector)
    if (fault === null) continue
    throw new PlayheadConfigError(
      'invalid_option',
      `The detector ${JSON.stringify(detector.name)} of privacy.detectors cannot be used: ${fault}.`,
    )
  }
}

function watched(detector: OwnDetector, report: Report, now: () => number): TakeOut {
  let strikes = 0
  return (text) => {
    if (strikes >= maxStrikes) return maskText(text)
    const startedAt = now()
    const found = findAll(text, [detector])
    const tookMs = now() - startedAt
    if (tookMs > slowMs) strikes += tookMs > endlessMs ? maxStrikes : 1
    if (strikes >= maxStrikes) {
      const what = `The detector ${detector.name} takes ${Math.round(tookMs)} ms for one text. What it should look at is masked from now on.`
      report(new PlayheadError('capture_failed', what))
    }
    return redact(text, found)
  }
}
