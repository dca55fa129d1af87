/** Schemes whose URLs run as script, or are documents of their own that may hold some. */
const scriptUrls = [
  'javascript:',
  'vbscript:',
  'data:text/html',
  'data:application/xhtml+xml',
  'data:text/xml',
  'data:application/xml',
]
const longest = Math.max(...scriptUrls.map((url) => url.length))

/**
 * Whether a browser would take `value` as a URL that runs script.
 *
 * The URL standard drops tabs and newlines anywhere and control characters in front before it reads
 * the scheme (URL, basic URL parser), so they do not count here either.
 */
export function isScriptUrl(value: string): boolean {
  let start = ''
  for (let at = 0; at < value.length && start.length < longest; at++) {
    if (value.charCodeAt(at) > 0x20) start += value.charAt(at)
  }
  const lower = start.toLowerCase()
  return scriptUrls.some((url) => lower.startsWith(url))
}
