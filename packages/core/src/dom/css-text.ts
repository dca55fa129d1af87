import { firstChild, nextSibling, ownerDocument, textContent } from './access.ts'

/** Writes out a stylesheet's rule; addresses in it are left as they are, next to what they are relative to. */
export type ScrubCss = (css: string, base: string) => string

/** Told from CSS by the player, which puts each part back into a text node of its own. */
export const styleSplit = '/* rr_split */'

/**
 * What applies of a stylesheet, as text.
 *
 * @param base what its addresses are relative to.
 * @returns '' if there is nothing, or nothing may be read: it comes from elsewhere.
 */
export function sheetText(sheet: CSSStyleSheet | null, base: string, scrub: ScrubCss): string {
  return textOf(rulesOf(sheet), sheet?.href ?? base, scrub)
}

/** What a browser makes of a text: what it does not know is left out. */
export function parsedText(css: string, scrub: (css: string) => string): string {
  const alone = new CSSStyleSheet()
  alone.replaceSync(css)
  return [...alone.cssRules].map(({ cssText }) => scrub(cssText)).join('')
}

/**
 * The rules of a style element. They are cut at the borders of its text nodes, so that a later change of
 * one of them does not double the rules. Each text is parsed by itself for the number of its rules; if
 * they do not add up (`@import` is dropped, a rule spans two texts), nothing is cut.
 */
export function styleText(style: Element, sheet: CSSStyleSheet, scrub: ScrubCss): string {
  const base = ownerDocument(style)?.baseURI ?? ''
  const first = firstChild(style)
  if (!first || !nextSibling(first)) return sheetText(sheet, base, scrub)
  const rules = rulesOf(sheet)
  const parts: string[] = []
  let at = 0
  for (let text: Node | null = first; text; text = nextSibling(text)) {
    const alone = new CSSStyleSheet()
    alone.replaceSync(textContent(text) ?? '')
    const end = at + alone.cssRules.length
    parts.push(textOf(rules.slice(at, end), base, scrub))
    at = end
  }
  return at === rules.length ? parts.join(styleSplit) : sheetText(sheet, base, scrub)
}

function textOf(rules: readonly CSSRule[], base: string, scrub: ScrubCss): string {
  return rules.map(({ cssText }) => scrub(cssText, base)).join('')
}

/** Rules that are written down with the element that they belong to. */
const maxRules = 200

/** Or that take others in, or have as many in one: frameworks put all theirs into a layer. */
export function isLong(sheet: { cssRules: CSSRuleList } | null): boolean {
  return (
    listOf(sheet).length > maxRules ||
    rulesOf(sheet).some((rule) => 'styleSheet' in rule || isLong(rule as CSSGroupingRule))
  )
}

export function rulesOf(sheet: { cssRules: CSSRuleList } | null): CSSRule[] {
  return [...listOf(sheet)]
}

/** To take rules out of the list makes an object of each. */
function listOf(sheet: { cssRules: CSSRuleList } | null): CSSRuleList | [] {
  try {
    return sheet?.cssRules ?? []
  } catch {
    return []
  }
}
