import { createUrlScrubber, fnv1a64 } from '@playhead/protocol/recording'
import { createEnteredValues, type EnteredValues } from './entered-values.ts'
import {
  type LevelCache,
  levelOf,
  type PrivacyLevel,
  type PrivacySelectors,
} from './privacy-level.ts'
import { markers } from './markers.ts'
import { createLateDetectors, type LateDetectors } from './late-detectors.ts'
import type { OwnRules } from './own-rules.ts'
import type { PrivacyOptions } from './privacy-options.ts'
import type { TextRules } from './scrub-text.ts'

/** The privacy rules in force on this page. */
export interface Policy extends TextRules, Omit<OwnRules, 'takeOutOwn'> {
  /** Names the rules: 16 hex digits, the same for the same rules. Each segment carries it. */
  hash: string
  selectors: PrivacySelectors
  /** What stands in the page's fields. */
  entered: EnteredValues
  detectors: Pick<LateDetectors, 'redactLine' | 'watch'>
  /** Hands on what is made of texts, once all that takes something out of them is there. */
  clean<T>(make: (rules: TextRules) => T, handOn: (made: T) => void): void
  allowsPaymentPages: boolean
  /** @param cache see `levelOf` in privacy-level.ts. */
  levelOf(node: Node | null, cache?: LevelCache): PrivacyLevel
  /** The marks of elements as they were recorded last. An element that is not in it had none. */
  marks: WeakMap<Element, string>
}

/** Part of the hash: what this code masks, whatever the options. Raise it when the rules change. */
const rulesVersion = 4

const noRules: OwnRules = {
  takeOutOwn: (text) => text,
  isExcluded: () => false,
  waitForPage: () => () => undefined,
}

/**
 * @param own what the application has said in `exclude` and `detectors`; parsed, as that is seldom.
 * @param isSealed nothing on this page counts as safe.
 */
export function createPolicy(
  options: PrivacyOptions = {},
  own = noRules,
  isSealed = false,
): Policy {
  const rules = {
    safe: isSealed ? ':not(*)' : join(markers.safe, options.safeSelector),
    mask: join(markers.mask, options.maskTextSelector),
    block: join(markers.block, options.blockSelector),
    ignore: markers.ignore,
  }
  const selectors: PrivacySelectors = {
    ...rules,
    marked: join(rules.safe, rules.mask, rules.block),
  }
  const { exclude = [], detectors = [] } = options
  const allowsPaymentPages = options.allowPaymentPages === true
  const lateDetectors = createLateDetectors()
  const entered = createEnteredValues(rules.safe)
  const scrubUrl = createUrlScrubber({
    keepQueryParams: options.keepQueryParams ?? [],
    base: () => (typeof document === 'undefined' ? undefined : document.baseURI),
  })
  const keepQueryParams = [...new Set(options.keepQueryParams)].sort()
  const textRules: TextRules = {
    hideEntered: entered.hide,
    scrubUrl: (url) => scrubUrl(own.takeOutOwn(entered.hide(url))),
    takeOut: (text) => lateDetectors.takeOut(own.takeOutOwn(text)),
  }
  return {
    hash: fnv1a64(
      JSON.stringify([
        rulesVersion,
        rules,
        keepQueryParams,
        exclude.map(String),
        allowsPaymentPages,
        ...detectors.map(({ name, pattern }) => `${name}${String(pattern)}`),
      ]),
    ),
    selectors,
    ...own,
    allowsPaymentPages,
    entered,
    detectors: lateDetectors,
    ...textRules,
    clean: (make, handOn) => lateDetectors.clean(textRules, make, handOn),
    levelOf: (node, cache) => levelOf(node, selectors, cache),
    marks: new WeakMap(),
  }
}

/** Whether something on this page is recorded as it reads. */
export function hasReadableText({ safeSelector }: PrivacyOptions = {}): boolean {
  return document.querySelector(join(markers.safe, safeSelector)) !== null
}

function join(...selectors: (string | undefined)[]): string {
  return selectors.filter(Boolean).join(', ')
}
