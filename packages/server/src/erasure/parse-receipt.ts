import { type DeletionReceipt, isSessionId } from '@playhead/protocol'
import { ReplayError } from '../replay-error.ts'
import type { OpenErasure } from '../store/record-store.ts'

/** @throws {ReplayError} `receipt_invalid`. Its signature is not looked at. */
export function parseReceipt(value: unknown): DeletionReceipt {
  const fields: Record<string, unknown> =
    typeof value === 'object' && value !== null ? { ...value } : {}
  if (fields['kind'] !== 'playhead-deletion-receipt' || fields['version'] !== 1) {
    throw invalidReceipt('This is no deletion receipt.')
  }
  return {
    kind: 'playhead-deletion-receipt',
    version: 1,
    ...parseFacts(fields),
    publicKey: textOf(fields['publicKey']),
    signature: textOf(fields['signature']),
  }
}

/** @throws {ReplayError} `receipt_invalid`. */
export function parseOpenErasure(value: unknown): OpenErasure {
  const fields: Record<string, unknown> =
    typeof value === 'object' && value !== null ? { ...value } : {}
  return { id: textOf(fields['id']), ...parseFacts(fields) }
}

function parseFacts(fields: Record<string, unknown>): Omit<OpenErasure, 'id'> {
  if (!Array.isArray(fields['sessions'])) throw invalidReceipt('It names no sessions.')
  return {
    erasedAt: numberOf(fields['erasedAt']),
    by: textOf(fields['by']),
    why: oneOf(['request', 'retention', 'budget'], fields['why']),
    foundBy: oneOf(['session', 'user', 'url', 'time', 'age'], fields['foundBy']),
    sessions: fields['sessions'].map(parseEntry),
  }
}

function parseEntry(value: unknown): DeletionReceipt['sessions'][number] {
  const fields: Record<string, unknown> =
    typeof value === 'object' && value !== null ? { ...value } : {}
  if (!isSessionId(fields['id'])) throw invalidReceipt('It names something that is no session.')
  return {
    id: fields['id'],
    segments: numberOf(fields['segments']),
    bytes: numberOf(fields['bytes']),
  }
}

function oneOf<T extends string>(names: readonly T[], value: unknown): T {
  const found = names.find((name) => name === value)
  if (found === undefined) throw invalidReceipt(`${String(value)} is none of ${names.join(', ')}.`)
  return found
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw invalidReceipt('A text is missing.')
}

function numberOf(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw invalidReceipt('A number is missing.')
}

export function invalidReceipt(message: string): ReplayError {
  return new ReplayError('receipt_invalid', `The receipt does not hold. ${message}`)
}
