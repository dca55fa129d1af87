import type { Request as ExpressRequest } from 'express'
import { takeBody } from './take-body.ts'

/**
 * What Express received, as a fetch `Request`. Headers are passed on as they are, `Host` and
 * `X-Forwarded-*` included: they, not the URL, say how the request was addressed.
 *
 * @param signal aborts when the client leaves before it has the whole answer.
 * @throws {ReplayError} `unreadable_body` if something before has read the body and not kept its bytes.
 */
export function toRequest(request: ExpressRequest, signal: AbortSignal): Request {
  const headers = toHeaders(request)
  const body = takeBody(request)
  if (body instanceof Uint8Array) {
    // The parser has inflated it, if it was compressed.
    headers.delete('content-encoding')
    headers.set('content-length', String(body.length))
  }
  // Named, as the DOM's types, where an application has them too, do not know `duplex`.
  const init = { method: request.method, headers, body, duplex: 'half' as const, signal }
  return new Request(toUrl(request), init)
}

function toHeaders(request: ExpressRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    for (const single of [value ?? []].flat()) headers.append(name, single)
  }
  return headers
}

/** Set part by part, since the setters ignore a `Host` that is none where the constructor would throw. */
function toUrl(request: ExpressRequest): URL {
  // A request may name a whole URL (RFC 9112, 3.2.2); `Host` is what counts.
  const path = request.originalUrl.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
  const url = new URL(`http://localhost${path}`)
  url.protocol = request.protocol
  url.host = request.headers.host ?? 'localhost'
  return url
}
