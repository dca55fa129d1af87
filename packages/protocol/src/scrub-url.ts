export type ScrubUrl = (url: string) => string

/** Stands for a value that was taken out of a URL. */
const hidden = '*'

/**
 * Takes out of a URL what may be personal: credentials, the fragment, query values (unless
 * `keepQueryParams` names them), and path segments that are ids, addresses or tokens, or that stand where
 * a person is named (`/users/alice`). What stays is the origin, the words of the path and the names of
 * the query parameters.
 *
 * @param options.base what relative URLs are relative to. Default: none, and nothing of them is kept.
 *
 * A scheme that carries its content inside it (`data:`, `blob:`, `mailto:`, …) keeps the scheme only.
 */
export function createUrlScrubber({
  keepQueryParams = [],
  base,
}: { keepQueryParams?: readonly string[]; base?: () => string | undefined } = {}): ScrubUrl {
  const kept = new Set(keepQueryParams)
  return (url) => {
    const parsed = parse(url, base?.())
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

/** What stands after one of these names somebody, or opens a door. */
const namesSomebody =
  /^(?:users?|u|customers?|clients?|members?|people|persons?|profiles?|patients?|accounts?|employees?|guests?|invites?|invitations?|verify|confirm|reset|reset-password|token|tokens|magic|unsubscribe|share|s)$/i

/** Ids and tokens: long numbers (a year is none), UUIDs, hashes, anything encoded, letters mixed with many digits. */
const isParameter = (segment: string): boolean =>
  /@|%|^eyJ|^(?!(?:19|20)\d\d$).*\d{4}/i.test(segment) ||
  /^[\da-f]{8}-[\da-f-]{13,}$|^(?=.*\d)[\da-f]{12,}$/i.test(segment) ||
  (segment.length >= 16 && /\d/.test(segment) && /[a-z]/.test(segment) && /[A-Z]/.test(segment))

/** The words that the application chose stay, what a visitor or a record put there goes. */
function scrubPath(path: string): string {
  const segments = path.split('/')
  // A file of the application, whose name may hold a hash, is the same for everybody.
  const file = segments.length - 1
  return segments
    .map((segment, index) => {
      if (segment === '') return segment
      const isAsset =
        index === file &&
        /\.(?:[cm]?js|css|map|woff2?|wasm|png|jpe?g|gif|webp|avif|svg|ico)$/i.test(segment)
      if (isAsset && !/@|%/.test(segment)) return segment
      const before = segments[index - 1] ?? ''
      return namesSomebody.test(before) || isParameter(segment) ? hidden : segment
    })
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
