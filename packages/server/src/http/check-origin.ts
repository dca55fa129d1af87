import { ReplayError } from '../replay-error.ts'
import { requestHosts } from './request-host.ts'

/**
 * Refuses a request that a page of another site had a browser send.
 *
 * Clients that are no browsers send no `Origin` and pass: nothing they could send as themselves is kept
 * from them by pretending otherwise. Browsers always send it with POST and DELETE; where an extension
 * or a proxy drops it, `Sec-Fetch-Site` still tells.
 *
 * @param allowedOrigins origins that pass besides the request's own host.
 * @throws {ReplayError} `foreign_origin`.
 */
export function checkOrigin(request: Request, allowedOrigins: readonly string[] = []): void {
  const origin = request.headers.get('origin')
  if (origin === null) {
    if (request.headers.get('sec-fetch-site') === 'cross-site') throw foreign()
    return
  }
  if (allowedOrigins.includes(origin) || isOwnOrigin(request, origin)) return
  throw foreign()
}

function isOwnOrigin(request: Request, origin: string): boolean {
  const url = parseUrl(origin)
  if (!url || origin === 'null' || url.host === '') return false
  // Parsed with the origin's scheme, so that `Host: shop.example:443` equals `https://shop.example`.
  return requestHosts(request).some(
    (host) => parseUrl(`${url.protocol}//${host}`)?.host === url.host,
  )
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

function foreign(): ReplayError {
  return new ReplayError(
    'foreign_origin',
    'This page is on another origin than the replay server. Add its origin to allowedOrigins in createReplayServer if that is meant.',
  )
}
