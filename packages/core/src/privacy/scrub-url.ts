export type ScrubUrl = (url: string) => string

/** Stands for a value that was taken out of a URL. */
const hidden = '*'

/**
 * Takes out of a URL what may be personal: credentials, the fragment, query values (unless
 * `keepQueryParams` names them), and path segments that are addresses or tokens. What stays is the
 * origin, the path and the names of the query parameters.
 *
 * A scheme that carries its content inside it (`data:`, `blob:`, `mailto:`, …) keeps the scheme only.
 */
export function createUrlScrubber({
  keepQueryParams = [],
  base = () => (typeof document === 'undefined' ? undefined : document.baseURI),
}: { keepQueryParams?: readonly string[]; base?: () => string | undefined } = {}): ScrubUrl {
  const kept = new Set(keepQueryParams)
  return (url) => {
    const parsed = parse(url, base())
    if (!parsed) return hidden
    if (url === '' || parsed.href === 'about:blank') return url
    if (!/^(?:https?|wss?|file):$/.test(parsed.protocol)) return parsed.protocol
    const host = parsed.host ? `//${parsed.host}` : '//'
    return parsed.protocol + host + scrubPath(parsed.pathname) + scrubQuery(parsed.search, kept)
  }
}

function parse(url: string, base: string | undefined): URL | null {
  try {
    return new URL(url, base)
  } catch {
    return null
  }
}

/** A mail address, or a token that its first bytes give away (`eyJ` begins every JSON Web Token). */
function scrubPath(path: string): string {
  return path
    .split('/')
    .map((segment) => (/[^@]+(?:@|%40)[^@]+|eyJ[\w-]{10}/i.test(segment) ? hidden : segment))
    .join('/')
}

function scrubQuery(search: string, kept: ReadonlySet<string>): string {
  if (search.length < 2) return ''
  const pairs = search
    .slice(1)
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=')
      // A parameter with no `=` is as likely a value (`?a1b2c3`) as a name.
      if (at === -1) return hidden
      const name = pair.slice(0, at)
      if (kept.has(decode(name))) return pair
      return `${/^[\w.\-[\]%]{1,40}$/.test(name) && !/\d{5}|%40/.test(name) ? name : hidden}=${hidden}`
    })
  return `?${pairs.join('&')}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
