import type { TextRules } from '../privacy/scrub-text.ts'
import type { FrameLevel } from './frame-message.ts'

/** What holds for all that one document in a frame sends. */
export interface FrameRules extends TextRules {
  level: FrameLevel
  /** @throws if the number is not one that the document was given. */
  ownId(value: unknown): number
  /** Texts that are stylesheets: a later change of one does not say so. */
  styleTexts: Set<number>
}
