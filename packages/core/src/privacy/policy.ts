import { fnv1a64 } from '@playhead/protocol'
import {
  type LevelCache,
  levelOf,
  type PrivacyLevel,
  type PrivacySelectors,
} from './privacy-level.ts'
import type { PrivacyOptions } from './privacy-options.ts'
import { createUrlScrubber, type ScrubUrl } from './scrub-url.ts'

/** The privacy rules in force on this page. */
export interface Policy {
  /** Names the rules: 16 hex digits, the same for the same rules. Each segment carries it. */
  hash: string
  selectors: PrivacySelectors
  scrubUrl: ScrubUrl
  /** @param cache see `levelOf` in privacy-level.ts. */
  levelOf(node: Node | null, cache?: LevelCache): PrivacyLevel
}

/** Part of the hash: what this code masks, whatever the options. Raise it when the rules change. */
const rulesVersion = 1

export function createPolicy(options: PrivacyOptions = {}): Policy {
  const rules = {
    safe: join('[data-record-safe]', '[data-replay="safe"]', options.safeSelector),
    mask: join('[data-replay="mask"]', options.maskSelector),
    block: join('[data-replay="block"]', options.blockSelector),
    ignore: '[data-replay="ignore"]',
  }
  const selectors: PrivacySelectors = {
    ...rules,
    marked: join(rules.safe, rules.mask, rules.block),
  }
  const keepQueryParams = [...new Set(options.keepQueryParams)].sort()
  return {
    hash: fnv1a64(JSON.stringify([rulesVersion, rules, keepQueryParams])),
    selectors,
    scrubUrl: createUrlScrubber({ keepQueryParams }),
    levelOf: (node, cache) => levelOf(node, selectors, cache),
  }
}

function join(...selectors: (string | undefined)[]): string {
  return selectors.filter(Boolean).join(', ')
}
