/**
 * A user's id under another name, for `identify`: the same person is found again, and who it is cannot
 * be read from it without the salt. Needs a page with TLS, or localhost (`SubtleCrypto`).
 *
 * @param salt a text of your application's, the same everywhere; keep it out of what is recorded.
 * @returns HMAC-SHA-256 of the id, the first 32 hex digits.
 * @example
 * replay.identify(await hashUser(user.id, 'shop-2026'))
 */
export async function hashUser(id: string, salt: string): Promise<string> {
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const secret = encoder.encode(salt)
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign'])
  const hash = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(id)))
  return Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
