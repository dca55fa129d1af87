import type { OwnDetector } from '@playhead/protocol'
import { detect, findAll, findDetectorFault, redact } from '@playhead/protocol/detectors'

export interface TextCleaner {
  /** What the application's own detectors find, and nothing else. */
  takeOutOwn(text: string): string
  /** What any detector finds. */
  takeOut(text: string): string
}

/** With a detector that cannot be used nothing can be cleaned, so nothing is left of any text. */
export function createTextCleaner(own: readonly OwnDetector[]): TextCleaner {
  const isUsable = own.every((detector) => findDetectorFault(detector) === null)
  // A pattern that the application uses as well remembers where it was in another text.
  const detectors = isUsable
    ? own.map(({ name, pattern }) => ({ name, pattern: new RegExp(pattern.source, pattern.flags) }))
    : []
  const takeOutOwn = (text: string): string =>
    isUsable ? detectors.reduce((rest, each) => redact(rest, findAll(rest, [each])), text) : '*'
  return { takeOutOwn, takeOut: (text) => takeOutOwn(redact(text, detect(text))) }
}
