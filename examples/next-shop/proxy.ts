import { type NextRequest, NextResponse } from 'next/server'
import { readTrackers, trackerOrigins } from './lib/trackers'

/** A strict content security policy: only scripts that carry this request's nonce, and what they load. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const isDev = process.env.NODE_ENV === 'development'
  const trackers = readTrackers()
  const policy = [
    "default-src 'self'",
    // React's development build uses eval, Next's development server inline styles.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    `connect-src 'self' ${trackerOrigins(trackers).join(' ')}`,
    // LogRocket's recorder compresses in a worker that it makes itself.
    ...(trackers.logRocket ? ["worker-src 'self' blob:"] : []),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = {
  matcher: ['/((?!api|_next/static|_next/image|icon.svg).*)'],
}
