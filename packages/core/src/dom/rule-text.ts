import type { ScrubCss } from './css-text.ts'
import type { SheetTools } from './long-sheets.ts'

/** Writes out a rule; in the place of one that imports a stylesheet, the rules of that. */
export function ruleText(
  rule: CSSRule,
  base: string,
  scrub: ScrubCss,
  rulesOf: SheetTools['rulesOf'],
): string {
  if (!('styleSheet' in rule)) return scrub(rule.cssText, base)
  const { styleSheet, media, layerName, supportsText } = rule as CSSImportRule
  const inside = rulesOf(styleSheet)
    .map((one) => ruleText(one, styleSheet?.href ?? base, scrub, rulesOf))
    .join('')
  if (!inside) return scrub(rule.cssText, base)
  // What stands here in the place of the import stands under the same conditions.
  const conditions = [
    layerName !== null && layerName !== undefined && `@layer ${layerName}`,
    // A declaration or a condition: in parentheses it is a condition either way.
    supportsText && `@supports (${supportsText})`,
    media.length > 0 && `@media ${media.mediaText}`,
  ]
  return conditions.reduce<string>(
    (text, condition) => (condition ? `${condition}{${text}}` : text),
    inside,
  )
}
