import { replayIdHeader } from '@playhead/protocol/recording'

/** @returns the headers to set on a request; none for other hosts. */
export type Propagate = (
  url: string,
  header: (name: string) => string | null,
) => readonly (readonly [name: string, value: string])[]

/**
 * To the page's own origin only.
 *
 * @param readId `<session>.<tab>`; null while nothing is recorded.
 */
export function propagateHere(readId: () => string | null): Propagate {
  return (url, header) => {
    const isHere = new URL(url, document.baseURI).origin === location.origin
    const id = isHere && header(replayIdHeader) === null ? readId() : null
    return id === null ? [] : [[replayIdHeader, id]]
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
