import { checkOrigin } from './check-origin.ts'
import { respondNothing } from './respond.ts'

/** How long a browser may remember a preflight: two hours is Chromium's own bound. */
const preflightSeconds = 7_200

/** Lets a page of an allowed origin read `response`. The page's cookies play no part in it. */
export function allowReading(
  request: Request,
  response: Response,
  allowedOrigins: readonly string[],
): Response {
  response.headers.append('vary', 'origin')
  const origin = request.headers.get('origin')
  if (origin !== null && allowedOrigins.includes(origin)) {
    response.headers.set('access-control-allow-origin', origin)
    response.headers.set('access-control-expose-headers', 'retry-after')
    response.headers.set('cross-origin-resource-policy', 'cross-origin')
  }
  return response
}

/**
 * Answers `OPTIONS`.
 * @throws {ReplayError} `foreign_origin` if another site asks whether it may do what it may not.
 */
export function respondOptions(
  request: Request,
  methods: readonly string[],
  allowedOrigins: readonly string[],
): Response {
  const allow = [...methods, 'OPTIONS'].join(', ')
  if (!request.headers.has('access-control-request-method')) return respondNothing({ allow })
  checkOrigin(request, allowedOrigins)
  return respondNothing({
    allow,
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': String(preflightSeconds),
  })
}
