import { createHash } from 'node:crypto'

/** What stands for the canary in the markup and the scripts of a case. */
const placeholder = 'CANARY'

/**
 * What becomes of it where the page is marked as safe: shown, which proves that the search finds what is
 * there; hidden there too; or either, since it does not matter.
 */
type InSafe = 'shown' | 'hidden' | 'either'

/** One place of a page that may hold somebody's data. */
export interface CanaryCase {
  /** Unique; a leak is reported under it. */
  name: string
  /** Markup with `CANARY` in that place. */
  html: string
  /** It belongs into the document's head. */
  isInHead?: boolean
  /**
   * Words pass there, because the application's own words do; a canary is letters and digits mixed, as
   * ids and generated names are.
   */
  isName?: boolean
  /** The same, in parts of four: `zq7f-3k9b-…`, as short ids are. */
  isShort?: boolean
  inSafe: InSafe
}

/** The same, for what only code can do. */
export interface ScriptCase {
  name: string
  /**
   * The body of an async function. `box` is an element of its own in the page, `loaded(frame)` waits for
   * a frame.
   */
  script: string
  /** Only while the page is recorded. */
  isLive?: boolean
  isName?: boolean
  isShort?: boolean
  inSafe: InSafe
}

/** A text that is nowhere else: twelve letters, or letters and digits. The same in each run. */
export function canaryOf(
  { name, isName = false, isShort = false }: Pick<CanaryCase, 'name' | 'isName' | 'isShort'>,
  mode: string,
): string {
  const alphabet = isName || isShort ? 'bcdfgk23456789' : 'bcdfghjkqvwxz'
  const digest = createHash('sha256').update(`${name}/${mode}`).digest()
  const letters = Array.from(digest.subarray(0, 12), (byte) => alphabet[byte % alphabet.length])
  const canary = `zq${letters.join('')}`
  return isShort ? canary.replace(/.{4}(?=.)/g, '$&-') : canary
}

export function plant(text: string, canary: string): string {
  return text.replaceAll(placeholder, canary)
}
