import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { StoreSignature } from './replay-store.ts'

/** PKCS #8 around an Ed25519 seed (RFC 8410, section 7). */
const privateKeyPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** @param seed 32 bytes. The same seed gives the same key. */
export function createSigner(seed: Uint8Array): (text: string) => StoreSignature {
  const key = createPrivateKey({
    key: Buffer.concat([privateKeyPrefix, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = toRaw(createPublicKey(key))
  return (text) => ({
    publicKey,
    signature: sign(null, Buffer.from(text), key).toString('base64url'),
  })
}

function toRaw(key: KeyObject): string {
  return key.export({ format: 'jwk' }).x ?? ''
}
