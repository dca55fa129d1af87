import { createPublicKey, verify } from 'node:crypto'
import { type DeletionReceipt, receiptText } from '@playhead/protocol'
import type { ReplayStore } from '../store/replay-store.ts'
import { invalidReceipt, parseReceipt } from './parse-receipt.ts'

type Unsigned = Omit<DeletionReceipt, 'kind' | 'version' | 'publicKey' | 'signature'>

export async function signReceipt(store: ReplayStore, what: Unsigned): Promise<DeletionReceipt> {
  const receipt = { kind: 'playhead-deletion-receipt', version: 1, ...what } as const
  return { ...receipt, ...(await store.sign(receiptText(receipt))) }
}

/**
 * The receipt, if it is whole and its signature fits.
 *
 * @param publicKey the key of the store that should have signed. The receipt names a key as well, but
 *   anybody can sign with a key of their own.
 * @throws {ReplayError} `receipt_invalid`.
 */
export function verifyReceipt(value: unknown, publicKey: string): DeletionReceipt {
  const receipt = parseReceipt(value)
  if (receipt.publicKey !== publicKey) {
    throw invalidReceipt(`It was signed with the key ${receipt.publicKey}, not with ${publicKey}.`)
  }
  if (!isSigned(receipt)) throw invalidReceipt('It was changed after it was signed.')
  return receipt
}

function isSigned(receipt: DeletionReceipt): boolean {
  try {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: receipt.publicKey },
      format: 'jwk',
    })
    const signature = Buffer.from(receipt.signature, 'base64url')
    return verify(null, Buffer.from(receiptText(receipt)), key, signature)
  } catch {
    return false
  }
}
