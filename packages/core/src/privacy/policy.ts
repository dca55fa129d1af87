import { createUrlScrubber, detect, fnv1a64, redact } from '@playhead/protocol'
import { createEnteredValues, type EnteredValues } from './entered-values.ts'
import {
  type LevelCache,
  levelOf,
  type PrivacyLevel,
  type PrivacySelectors,
} from './privacy-level.ts'
import { markers } from './markers.ts'
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
  allowsPaymentPages: boolean
  /** @param cache see `levelOf` in privacy-level.ts. */
  levelOf(node: Node | null, cache?: LevelCache): PrivacyLevel
  /** The marks of elements as they were recorded last. An element that is not in it had none. */
  marks: WeakMap<Element, string>
}

/** Part of the hash: what this code masks, whatever the options. Raise it when the rules change. */
const rulesVersion = 3

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
  const { allowPaymentPages = false, exclude = [], detectors = [] } = options
  const entered = createEnteredValues(rules.safe)
  const scrubUrl = createUrlScrubber({
    keepQueryParams: options.keepQueryParams ?? [],
    base: () => (typeof document === 'undefined' ? undefined : document.baseURI),
  })
  const keepQueryParams = [...new Set(options.keepQueryParams)].sort()
  return {
    hash: fnv1a64(
      JSON.stringify([
        rulesVersion,
        rules,
        keepQueryParams,
        exclude.map(String),
        allowPaymentPages,
        ...detectors.map(({ name, pattern }) => `${name}${String(pattern)}`),
      ]),
    ),
    selectors,
    ...own,
    allowsPaymentPages: allowPaymentPages,
    entered,
    hideEntered: entered.hide,
    scrubUrl: (url) => scrubUrl(own.takeOutOwn(entered.hide(url))),
    takeOut(text) {
      const rest = own.takeOutOwn(text)
      return redact(rest, detect(rest))
    },
    levelOf: (node, cache) => levelOf(node, selectors, cache),
    marks: new WeakMap(),
  }
}

function join(...selectors: (string | undefined)[]): string {
  return selectors.filter(Boolean).join(', ')
}
