import type { ElementReference, Timed } from './element-reference.ts'

export const frustrationKinds = [
  'rage-click',
  'dead-click',
  'slow-click',
  'error-click',
  'thrashed-cursor',
  'quick-back',
  'refresh-rage',
  'form-abandon',
] as const
export type FrustrationKind = (typeof frustrationKinds)[number]

export const frustrationCauses = [
  /** Nothing there can be used, though it may look so. */
  'not-interactive',
  /** The answer came, after `delayMs`. */
  'slow',
  /** A form was not sent, and nothing said which fields are wrong. */
  'silent-validation',
  /** A link that leads nowhere, or to a page that answered with an error. */
  'broken-link',
  /** A link that opens another window, a download or another program. */
  'opened-elsewhere',
  'error',
  'disabled',
  /** None of the others: it can be used, and did nothing. */
  'unresponsive',
] as const
export type FrustrationCause = (typeof frustrationCauses)[number]

/** What a person can see of a page that answers; of a `request` and a `load` only that it was begun. */
export const frustrationAnswers = [
  'page',
  'navigation',
  'scroll',
  'selection',
  'focus',
  'input',
  'media',
  'window',
  'request',
  'load',
] as const
export type FrustrationAnswer = (typeof frustrationAnswers)[number]

/** Somebody did not get what they wanted, from `at` on. */
export interface FrustrationEvent extends Timed {
  type: 'frustration'
  kind: FrustrationKind
  /** What was clicked, was under the cursor, or was changed last; null of a page as a whole. */
  element: ElementReference | null
  cause?: FrustrationCause
  /** Clicks, changes of direction, reloads, or changed fields. */
  count?: number
  /** From `at` until the answer, the error or the way back. */
  delayMs?: number
  /** What the page answered with at last. */
  answeredBy?: FrustrationAnswer
  /** The fields that were not accepted; their values are nowhere. */
  fields?: readonly ElementReference[]
  /** Scrubbed URL of the page or request that is the cause. */
  url?: string
  /** The HTTP status of that. */
  status?: number
}
