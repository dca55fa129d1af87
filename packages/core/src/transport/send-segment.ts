/** How one attempt ended. */
export type SendOutcome =
  | { name: 'stored' }
  /** Worth another attempt. `retryAfterMs` is the server's wish, if it has one. */
  | { name: 'failed'; why: string; retryAfterMs: number | null; cause?: unknown }
  /** The server takes no more of this session. */
  | { name: 'stopped'; why: string }
  /** The server will never take it. */
  | { name: 'refused'; status: number; why: string }

export interface SendSegmentOptions {
  url: string
  fetch: typeof fetch
  /** Let the request outlive the page; bodies of all such requests share 64 KiB. */
  keepalive: boolean
}

/**
 * Sends a segment, once. `text/plain` needs no preflight and passes `express.json()` untouched.
 * Never rejects.
 */
export async function sendSegment(
  body: Uint8Array<ArrayBuffer>,
  { url, fetch, keepalive }: SendSegmentOptions,
): Promise<SendOutcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain' },
      credentials: 'same-origin',
      keepalive,
      // The address of the page is in the segment, without what may be personal.
      referrerPolicy: 'origin',
    })
    if (response.ok) {
      // An unread body keeps the connection busy.
      await response.body?.cancel()
      return { name: 'stored' }
    }
    const { status } = response
    const why = `HTTP ${status} ${(await response.text().catch(() => '')).slice(0, 300)}`.trim()
    if (status >= 500 || status === 429 || status === 408) {
      return { name: 'failed', why, retryAfterMs: readRetryAfter(response) }
    }
    if (status === 410) return { name: 'stopped', why }
    return { name: 'refused', status, why }
  } catch (cause) {
    return { name: 'failed', why: String(cause), retryAfterMs: null, cause }
  }
}

/** Seconds or a date (RFC 9110, section 10.2.3), as ms from now. */
function readRetryAfter(response: Response): number | null {
  const value = response.headers.get('retry-after')
  if (value === null) return null
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}
