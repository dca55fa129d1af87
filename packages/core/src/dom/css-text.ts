import { firstChild, nextSibling, ownerDocument, textContent } from './access.ts'
import type { Room } from './frame-queue.ts'

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
  return rulesOf(sheet)
    .map((rule) => ruleText(rule, sheet?.href ?? base, scrub))
    .join('')
}

export function ruleText(rule: CSSRule, base: string, scrub: ScrubCss): string {
  if (!('styleSheet' in rule)) return scrub(rule.cssText, base)
  const { styleSheet, media, layerName, supportsText } = rule as CSSImportRule
  const inside = sheetText(styleSheet, base, scrub)
  if (!inside) return scrub(rule.cssText, base)
  // What stands here in the place of the import stands under the same conditions.
  const conditions = [
    layerName !== null && layerName !== undefined && `@layer ${layerName}`,
    supportsText && `@supports ${/^[(n]/i.test(supportsText) ? supportsText : `(${supportsText})`}`,
    media.length > 0 && `@media ${media.mediaText}`,
  ]
  return conditions.reduce<string>(
    (text, condition) => (condition ? `${condition}{${text}}` : text),
    inside,
  )
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
    parts.push(
      rules
        .slice(at, end)
        .map((rule) => ruleText(rule, base, scrub))
        .join(''),
    )
    at = end
  }
  return at === rules.length ? parts.join(styleSplit) : sheetText(sheet, base, scrub)
}

/** Rules that are written down in one task with the element that they belong to. */
const maxRules = 200

export function isLong(sheet: CSSStyleSheet | null, room: Room): boolean {
  return room.left < Infinity && rulesOf(sheet).length > maxRules
}

export function rulesOf(sheet: CSSStyleSheet | null): CSSRule[] {
  try {
    return sheet ? [...sheet.cssRules] : []
  } catch {
    return []
  }
}
