import type { ScrubUrl } from '@playhead/protocol'
import type { Policy } from '../privacy/policy.ts'
import { scrubStylesheet } from '../privacy/scrub-css.ts'
import type { ScrubCss } from './css-text.ts'

/** Addresses are relative to the document that they stand in. */
export function policyIn(
  policy: Policy,
  page: Document | null,
): Pick<Policy, 'scrubUrl' | 'takeOut'> {
  return page === document
    ? policy
    : { ...policy, scrubUrl: scrubUrlsIn(policy, page?.baseURI ?? '') }
}

/** Scrubs addresses that are relative to another one than the page's. */
function scrubUrlsIn({ scrubUrl }: Pick<Policy, 'scrubUrl'>, base: string): ScrubUrl {
  return (url) => {
    try {
      return scrubUrl(new URL(url, base).href)
    } catch {
      return scrubUrl(url)
    }
  }
}

export function scrubCssIn(policy: Pick<Policy, 'scrubUrl'>): ScrubCss {
  return (css, base) => scrubStylesheet(css, scrubUrlsIn(policy, base))
}
