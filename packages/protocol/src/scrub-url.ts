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
    const host = parsed.host ? `//${scrubHost(parsed, base?.())}` : '//'
    return parsed.protocol + host + scrubPath(parsed.pathname) + scrubQuery(parsed.search, kept)
  }
}

/** A label that is an id or a token may be somebody's; not in the address of the application itself. */
function scrubHost({ host, hostname, port }: URL, base: string | undefined): string {
  if (/^[\d.]+$|\[/.test(hostname) || (base && parse(base, undefined)?.host === host)) return host
  const labels = hostname.split('.').map((label) => (isWords(label) ? label : hidden))
  return labels.join('.') + (port && `:${port}`)
}

function parse(url: string, base: string | undefined): URL | null {
  try {
    return new URL(url, base)
  } catch {
    return null
  }
}

/** What stands after one of these names somebody or a record of theirs, or opens a door. */
const namesSomebody =
  /^(?:(?:user|customer|client|member|person|profile|patient|account|employee|guest|contact|lead|student|candidate|applicant|author|friend|follower|invite|invitation|order|invoice|booking|reservation|appointment|ticket|case|claim|record|message|thread|conversation|chat|document|payment|transaction|prescription|tenant|workspace|team|org|organi[sz]ation|token)s?|u|people|by|verify|confirm|reset|reset-password|magic|unsubscribe|share|s|search|find|q|companies|company)$/i

/** Unless it is one of the application's own words for what is done there. */
const leadsOn =
  /^(?:new|edit|create|add|list|all|me|history|settings|search|find|login|logout|sign-?(?:in|up|out)|overview|orders?|profile|password|results?|success|cancel|current|active|index|export|import|bulk|count|status|summary|details?)$/i

/** Words as an application writes them, with a small number perhaps; a year; a version. */
const word = /^(?:[a-z]{1,24}\d{0,3}|\d{1,3}[a-z]{0,3}|(?:19|20)\d\d)?$/i

/** Not ids and tokens: long numbers, UUIDs, hashes, anything encoded, letters mixed with digits. */
function isWords(text: string): boolean {
  return text.split(/[-_.]/).every((part) => word.test(part)) && !text.startsWith('eyJ')
}

/** The words that the application chose stay, what a visitor or a record put there goes. */
function scrubPath(path: string): string {
  const segments = path.split('/')
  const file = segments.length - 1
  return segments
    .map((segment, index) => {
      if (segment === '') return segment
      const before = segments[index - 1] ?? ''
      const isNamed = namesSomebody.test(before) && !leadsOn.test(segment)
      if (index === file && isAsset(segment, isNamed)) return segment
      return isNamed || !isWords(segment) || isDocument(segment) ? hidden : segment
    })
    .join('/')
}

/** A file of the application, whose name may hold a hash, is the same for everybody. */
function isAsset(file: string, isNamed: boolean): boolean {
  if (/@|%/.test(file)) return false
  return (
    /\.(?:[cm]?[jt]sx?|vue|svelte|css|map|woff2?|wasm)$/i.test(file) ||
    (!isNamed && /\.(?:png|jpe?g|gif|avif|svg|ico|mp[34]|web[mp]|ogg|wav|vtt)$/i.test(file))
  )
}

/** A file that somebody may have named. */
function isDocument(file: string): boolean {
  return /\.(?!(?:html?|php|aspx?|jsp|json|xml|txt|rss)$)[a-z]{1,5}\d?$/i.test(file)
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
      const isName = name.length <= 40 && decode(name).split(/[[\]]/).every(isWords)
      return `${isName ? name : hidden}=${hidden}`
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
