import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Bytes are made into a `KeyObject` at each use, which takes longer than to seal a small text. */
export type SealKey = KeyObject | Uint8Array

/** How much longer a sealed text is than a plain one. */
export const sealOverheadBytes = nonceBytes + tagBytes

/**
 * AES-256-GCM: nonce, ciphertext, tag. The nonce is random: one key seals a few ten thousand texts at
 * most, far below the 2^32 that NIST SP 800-38D (8.3) allows.
 *
 * @param place what the text belongs to. It is authenticated, so a sealed text moved elsewhere does
 *   not open.
 */
export function seal(key: SealKey, plain: Uint8Array, place: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(place))
  const sealed = new Uint8Array(plain.length + sealOverheadBytes)
  sealed.set(nonce)
  sealed.set(cipher.update(plain), nonceBytes)
  cipher.final()
  sealed.set(cipher.getAuthTag(), nonceBytes + plain.length)
  return sealed
}

/** The plain text, or null if it was not sealed by `key` for `place` or is not whole. */
export function unseal(
  key: SealKey,
  sealed: Uint8Array,
  place: string,
): Uint8Array<ArrayBuffer> | null {
  if (sealed.length < sealOverheadBytes) return null
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  const plain = new Uint8Array(decipher.update(sealed.subarray(nonceBytes, -tagBytes)))
  try {
    decipher.final()
    return plain
  } catch {
    return null
  }
}
