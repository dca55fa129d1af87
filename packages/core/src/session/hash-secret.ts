/**
 * SHA-256 of a text's UTF-8, as 64 hex digits. The browser's own is missing on pages without TLS (Web
 * Cryptography, section 10): there ours is loaded. No secret has no hash.
 */
export async function hashSecret(secret: string): Promise<string> {
  if (secret === '') return ''
  const subtle: SubtleCrypto | undefined = crypto.subtle
  if (!subtle) return (await import('./sha256.ts')).sha256(secret)
  const hash = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(secret)))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
