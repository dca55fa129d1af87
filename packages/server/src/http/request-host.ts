/**
 * The hosts a request says it was sent to: `X-Forwarded-Host` (the first proxy's) and `Host`.
 *
 * `request.url` is no source: Next and many proxies rewrite its host. Both headers are safe to compare
 * an `Origin` with, as no page can set either on a request that needs no preflight.
 */
export function requestHosts(request: Request): string[] {
  const forwarded = request.headers.get('x-forwarded-host')?.split(',')[0]?.trim()
  const host = request.headers.get('host')?.trim()
  const hosts = [forwarded, host].filter((value): value is string => Boolean(value))
  // A Request made in the same process, without a server in between, has no Host header.
  return hosts.length > 0 ? hosts : [new URL(request.url).host]
}
