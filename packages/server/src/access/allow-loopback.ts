import { requestHosts } from '../http/request-host.ts'
import type { Access, Right } from './access.ts'

const allRights: readonly Right[] = [
  'list',
  'watch',
  'annotate',
  'share',
  'export',
  'erase',
  'configure',
]

/**
 * An `authorize` for local work: lets in requests addressed to `localhost`, `127.0.0.1` or `[::1]`, with
 * every right, and nobody else. A site that points its own name at 127.0.0.1 is refused, as the
 * browser still names that site in `Host`.
 *
 * A plain client elsewhere can write any `Host`, so listen on a loopback address, or behind a
 * server that sets `X-Forwarded-For` (`next` does), which is looked at too.
 *
 * @example
 * createReplayServer({ store, basePath: '/api/replay', authorize: allowLoopback })
 */
export function allowLoopback(request: Request): Access | null {
  const senders = request.headers.get('x-forwarded-for')?.split(',') ?? []
  const local = requestHosts(request).every(isLoopbackHost) && senders.every(isLoopbackAddress)
  return local ? { actor: 'local', can: allRights } : null
}

function isLoopbackHost(host: string): boolean {
  try {
    const { hostname } = new URL(`http://${host}`)
    return hostname === 'localhost' || hostname === '[::1]' || isLoopbackAddress(hostname)
  } catch {
    return false
  }
}

function isLoopbackAddress(address: string): boolean {
  const plain = address.trim().replace(/^::ffff:/i, '')
  return plain === '::1' || /^127(\.\d{1,3}){3}$/.test(plain)
}
