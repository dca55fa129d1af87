import type { ApiErrorBody } from '@playhead/protocol'
import { toReplayError } from '../replay-error.ts'

/** Anything `new Headers` takes. */
export type HeaderFields = ConstructorParameters<typeof Headers>[0]

/** Answers no other site may embed, and no cache may keep. */
export const privateHeaders = {
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Seconds after which a recorder may try again when the store failed. */
const retryAfterSeconds = 5

export function respondJson(value: unknown, status = 200, headers?: HeaderFields): Response {
  return respondBytes(JSON.stringify(value), 'application/json; charset=utf-8', status, headers)
}

export function respondNothing(headers?: HeaderFields): Response {
  return new Response(null, { status: 204, headers: merge(privateHeaders, headers) })
}

/** `headers` win over the defaults. */
export function respondBytes(
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string,
  status = 200,
  headers?: HeaderFields,
): Response {
  return new Response(body, {
    status,
    headers: merge({ ...privateHeaders, 'content-type': contentType }, headers),
  })
}

/** A failure as the API's JSON. */
export function respondError(thrown: unknown, headers?: HeaderFields): Response {
  const error = toReplayError(thrown)
  const body: ApiErrorBody = { error: { code: error.code, message: error.publicMessage } }
  return respondJson(body, error.status, merge(errorHeaders(error.status), headers))
}

/** What a status asks for besides the body. */
export function errorHeaders(status: number): Record<string, string> {
  if (status === 503) return { 'retry-after': String(retryAfterSeconds) }
  // RFC 9110, 15.5.2: a 401 names a scheme. One no browser knows, so that none asks for a password.
  if (status === 401) return { 'www-authenticate': 'Application realm="Playhead"' }
  return {}
}

function merge(first: HeaderFields, second: HeaderFields): Headers {
  const headers = new Headers(first)
  for (const [name, value] of new Headers(second)) headers.set(name, value)
  return headers
}
