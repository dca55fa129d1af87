const urlInCss = /url\(\s*(["']?)((?:\\.|[^\\])*?)\1\s*\)/g
const absolute = /^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i

/** Resolves relative addresses in CSS, which are relative to where the CSS came from. */
export function absolutifyURLs(cssText: string | null, base: string): string {
  const text = cssText ?? ''
  // Most rules have none.
  if (!text.includes('url(')) return text
  return text.replace(urlInCss, (found, quote: string, url: string) => {
    if (url === '' || absolute.test(url)) return found
    try {
      return `url(${quote}${new URL(url, base).href}${quote})`
    } catch {
      return found
    }
  })
}

/** Told from CSS by the player, which puts each part back into a text node of its own. */
const split = '/* rr_split */'

/**
 * Cuts a style element's serialised rules at the borders of its text nodes, so that a later change of
 * one of them does not double the rules. Each text is parsed by itself for the number of its rules; if
 * they do not add up (`@import` is dropped, a rule spans two texts), nothing is cut.
 */
export function markCssSplits(cssText: string, style: HTMLStyleElement): string {
  const rules = style.sheet?.cssRules
  if (!rules) return cssText
  const parts: string[] = []
  let at = 0
  for (const text of style.childNodes) {
    const alone = new CSSStyleSheet()
    alone.replaceSync(text.textContent ?? '')
    const end = at + alone.cssRules.length
    parts.push(Array.from({ length: end - at }, (_, i) => rules[at + i]?.cssText ?? '').join(''))
    at = end
  }
  return at === rules.length ? absolutifyURLs(parts.join(split), style.baseURI) : cssText
}
