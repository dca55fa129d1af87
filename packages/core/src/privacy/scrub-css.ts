import type { ScrubUrl } from '@playhead/protocol'

/**
 * Scrubs the URLs of a stylesheet. `data:` stays: in a stylesheet it is the application's own
 * picture or font, the same for every visitor.
 */
export function scrubStylesheet(css: string, scrubUrl: ScrubUrl): string {
  return scrubUrls(css, (url) => (/^data:/i.test(url) ? url : scrubUrl(url)))
}

/**
 * Scrubs a `style` attribute or one value of it. Unlike a stylesheet it is written per visitor:
 * pictures inside it (`data:`, `blob:`) go, and so do texts in custom properties.
 */
export function scrubInlineStyle(css: string, scrubUrl: ScrubUrl): string {
  const withoutTexts = css.includes('--')
    ? css.replace(
        /(--[\w-]+\s*:)([^;]*)/g,
        (_, name: string, value: string) => name + dropTexts(value),
      )
    : css
  return scrubUrls(withoutTexts, (url) => (/^(?:data|blob):/i.test(url) ? null : scrubUrl(url)))
}

/** The value of a custom property. */
function dropTexts(value: string): string {
  return value.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""')
}

const urlPattern =
  /url\(\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|((?:\\.|[^)\\'"\s])*))\s*\)/gi
const importPattern = /(@import\s+)(?:"([^"]*)"|'([^']*)')/gi

function scrubUrls(css: string, scrub: (url: string) => string | null): string {
  // Most texts have neither, and a stylesheet can be a megabyte.
  if (!/url\(|@import/i.test(css)) return css
  const replace = (url: string): string | null => {
    // A reference into the same document (`url(#gradient)`) leads nowhere else.
    if (/^#[\w-]*$/.test(url)) return url
    const scrubbed = scrub(url)
    return scrubbed === null ? null : scrubbed.replace(/["\\\n]/g, '')
  }
  return css
    .replace(urlPattern, (_, double?: string, single?: string, bare?: string) => {
      const url = replace(double ?? single ?? bare ?? '')
      return url === null ? 'none' : `url("${url}")`
    })
    .replace(importPattern, (_, rule: string, double?: string, single?: string) => {
      return `${rule}"${replace(double ?? single ?? '') ?? ''}"`
    })
}
