import type { KeyObject } from 'node:crypto'
import { ReplayError } from '../replay-error.ts'
import { seal, type SealKey, unseal } from './keys/seal.ts'
import { absentKeyError, type SessionKeys } from './keys/session-keys.ts'
import type { StoredSummary } from './replay-store.ts'
import { type Dated, type SessionFacts, toSummary } from './session-facts.ts'
import { type Row, toBytes, toOpenFacts } from './sqlite-rows.ts'

/** What a session's row keeps sealed: all that could name a person. */
type PersonalFacts = Pick<SessionFacts, 'entryUrl' | 'user' | 'users' | 'userAgent' | 'release'>

const nobody: PersonalFacts = {
  entryUrl: null,
  user: null,
  users: [],
  userAgent: null,
  release: null,
}

/** Which part of which segment a sealed blob is: authenticated with it. */
export function segmentPlace(
  part: 'head' | 'frames',
  session: string,
  tab: string,
  sequence: number,
): string {
  return `${part} ${session} ${tab} ${sequence}`
}

export function sealFacts(key: SealKey, session: string, facts: PersonalFacts): Uint8Array {
  const { entryUrl, user, users, userAgent, release } = facts
  const json = JSON.stringify({ entryUrl, user, users, userAgent, release })
  return seal(key, Buffer.from(json), factsPlace(session))
}

export function unsealFacts(key: SealKey, row: Row, session: string): SessionFacts {
  const plain = unsealBlob(key, row['facts'], factsPlace(session))
  return { ...toOpenFacts(row), ...parseFacts(JSON.parse(Buffer.from(plain).toString())) }
}

/**
 * The summary of a session's row. If its key was destroyed, null: the session is erased. If its key
 * is absent, a summary that names nobody: one lost key must not hide the other sessions of a list.
 */
export function toStoredSummary(row: Row, keys: SessionKeys): StoredSummary | null {
  const id = String(row['id'])
  const key = keys.find(Number(row['key_slot']), id)
  if (key === 'destroyed') return null
  const facts = key === 'absent' ? { ...toOpenFacts(row), ...nobody } : unsealFacts(key, row, id)
  return toSummary(id, facts, Number(row['tabs']))
}

/**
 * The data key of a session's row; null if it was destroyed.
 * @throws {ReplayError} `key_missing`
 */
export function keyOf(row: Row, session: string, keys: SessionKeys): KeyObject | null {
  const key = keys.find(Number(row['key_slot']), session)
  if (key === 'absent') throw absentKeyError(session)
  return key === 'destroyed' ? null : key
}

/** @throws {ReplayError} `storage_unreadable` */
export function unsealBlob(
  key: SealKey,
  sealed: Row[string] | undefined,
  place: string,
): Uint8Array<ArrayBuffer> {
  const plain = unseal(key, toBytes(sealed), place)
  if (plain) return plain
  throw new ReplayError(
    'storage_unreadable',
    `A row was changed since it was written, or belongs elsewhere: ${place}.`,
  )
}

function factsPlace(session: string): string {
  return `facts ${session}`
}

function parseFacts(value: unknown): PersonalFacts {
  const fields: Record<string, unknown> = typeof value === 'object' ? { ...value } : {}
  return {
    entryUrl: toDated(fields['entryUrl']),
    user: toDated(fields['user']),
    users: Array.isArray(fields['users']) ? fields['users'].map(String) : [],
    userAgent: toDated(fields['userAgent']),
    release: toDated(fields['release']),
  }
}

function toDated(value: unknown): Dated | null {
  if (typeof value !== 'object' || value === null || !('at' in value && 'text' in value))
    return null
  return { at: Number(value.at), text: String(value.text) }
}
