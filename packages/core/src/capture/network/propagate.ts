import { replayIdBaggageKey, replayIdHeader } from '@playhead/protocol/recording'

/** Which requests tell the server the recording they come from, besides those to the page's origin. */
export interface PropagateOptions {
  /**
   * Other hosts that may know: a host as it stands in a URL (`api.shop.example`, `localhost:4000`), or an
   * expression for it. They must allow the header by CORS, or requests to them fail. Default none.
   */
  hosts?: readonly (string | RegExp)[]
  /** Also by a member of `baggage` (W3C), for services that pass only that on. Default false. */
  baggage?: boolean
}

/** @returns the headers to set on a request; none for other hosts. */
export type Propagate = (
  url: string,
  header: (name: string) => string | null,
) => readonly (readonly [name: string, value: string])[]

/** W3C Baggage, section 3.3.2: what is longer may be dropped whole on the way. */
const maxBaggageLength = 8_192

/** @param readId `<session>.<tab>`; null while nothing is recorded. */
export function createPropagate(
  readId: () => string | null,
  { hosts = [], baggage = false }: PropagateOptions = {},
): Propagate {
  function mayKnow(url: string): boolean {
    const { origin, host, protocol } = new URL(url, document.baseURI)
    if (origin === location.origin) return true
    const isListed = hosts.some((known) =>
      typeof known === 'string' ? known === host : host.search(known) >= 0,
    )
    return isListed && /^https?:$/.test(protocol)
  }

  return (url, header) => {
    const id = mayKnow(url) ? readId() : null
    if (id === null) return []
    const set: [string, string][] = []
    if (header(replayIdHeader) === null) set.push([replayIdHeader, id])
    const known = header('baggage') ?? ''
    const member = `${replayIdBaggageKey}=${id}`
    const merged = known === '' ? member : `${known},${member}`
    if (baggage && !known.includes(`${replayIdBaggageKey}=`) && merged.length <= maxBaggageLength) {
      set.push(['baggage', merged])
    }
    return set
  }
}

/** The arguments of `fetch` with the headers added; the caller's own objects stay as they are. */
export function withHeaders(
  propagate: Propagate,
  [input, init]: Parameters<typeof fetch>,
): Parameters<typeof fetch> {
  const request = input instanceof Request ? input : null
  const headers = new Headers(init?.headers ?? request?.headers)
  const added = propagate(request?.url ?? String(input), (name) => headers.get(name))
  for (const [name, value] of added) headers.set(name, value)
  if (added.length === 0 && !isIterator(init?.headers)) return [input, init]
  if (init && isPlain(init)) return [input, { ...init, headers }]
  if (init) {
    // A Request given as `init`, for one: its members are not its own, so it cannot be spread.
    const made = new Request(input, init)
    for (const [name, value] of added) made.headers.set(name, value)
    return [made]
  }
  // With any `init`, a Request's referrer falls back to the default (Fetch standard, Request constructor).
  return request
    ? [request, { headers, referrer: request.referrer, referrerPolicy: request.referrerPolicy }]
    : [input, { headers }]
}

/** What can be gone through once only, and has been by now. */
function isIterator(headers: HeadersInit | undefined): boolean {
  return headers !== undefined && 'next' in headers && Symbol.iterator in headers
}

function isPlain(init: RequestInit): boolean {
  const prototype: unknown = Object.getPrototypeOf(init)
  return prototype === Object.prototype || prototype === null
}
