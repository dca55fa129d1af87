import { createPublicKey, verify } from 'node:crypto'
import { type DeletionReceipt, isSessionId, receiptText } from '@playhead/protocol'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore } from '../store/replay-store.ts'

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
    throw invalid(`It was signed with the key ${receipt.publicKey}, not with ${publicKey}.`)
  }
  if (!isSigned(receipt)) throw invalid('It was changed after it was signed.')
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

function parseReceipt(value: unknown): DeletionReceipt {
  const fields: Record<string, unknown> =
    typeof value === 'object' && value !== null ? { ...value } : {}
  if (fields['kind'] !== 'playhead-deletion-receipt' || fields['version'] !== 1) {
    throw invalid('This is no deletion receipt.')
  }
  if (!Array.isArray(fields['sessions'])) throw invalid('It names no sessions.')
  return {
    kind: 'playhead-deletion-receipt',
    version: 1,
    erasedAt: numberOf(fields['erasedAt']),
    by: textOf(fields['by']),
    why: oneOf(['request', 'retention', 'budget'], fields['why']),
    foundBy: oneOf(['session', 'user', 'url', 'time', 'age'], fields['foundBy']),
    sessions: fields['sessions'].map(parseEntry),
    publicKey: textOf(fields['publicKey']),
    signature: textOf(fields['signature']),
  }
}

function parseEntry(value: unknown): DeletionReceipt['sessions'][number] {
  const fields: Record<string, unknown> =
    typeof value === 'object' && value !== null ? { ...value } : {}
  if (!isSessionId(fields['id'])) throw invalid('It names something that is no session.')
  return {
    id: fields['id'],
    segments: numberOf(fields['segments']),
    bytes: numberOf(fields['bytes']),
  }
}

function oneOf<T extends string>(names: readonly T[], value: unknown): T {
  const found = names.find((name) => name === value)
  if (found === undefined) throw invalid(`${String(value)} is none of ${names.join(', ')}.`)
  return found
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw invalid('A text is missing.')
}

function numberOf(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw invalid('A number is missing.')
}

function invalid(message: string): ReplayError {
  return new ReplayError('receipt_invalid', `The receipt does not hold. ${message}`)
}
