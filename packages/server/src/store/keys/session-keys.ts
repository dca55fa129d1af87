import { randomBytes } from 'node:crypto'
import { ReplayError } from '../../replay-error.ts'
import { type Keyring, openKeyring } from './keyring.ts'
import type { MasterKey } from './master-key.ts'
import { seal, sealOverheadBytes, unseal } from './seal.ts'

/** The data key of a session; or that it was destroyed; or that the keyring does not hold it. */
type SessionKey = Uint8Array | 'destroyed' | 'absent'

/** One random data key per session, each wrapped by the master key. Nothing is cached: what is erased here is gone. */
export interface SessionKeys extends Pick<Keyring, 'destroy' | 'flush' | 'isCurrent' | 'close'> {
  create(session: string): { slot: number; key: Uint8Array }
  find(slot: number, session: string): SessionKey
}

const keyBytes = 32

export function openSessionKeys(path: string, master: MasterKey): SessionKeys {
  const keyring = openKeyring(path, keyBytes + sealOverheadBytes)
  const wrapping = master.derive('session keys')

  return {
    ...keyring,
    create(session) {
      const key = randomBytes(keyBytes)
      return { slot: keyring.add(session, seal(wrapping, key, session)), key }
    },
    find(slot, session) {
      const wrapped = keyring.read(slot, session)
      return typeof wrapped === 'string'
        ? wrapped
        : (unseal(wrapping, wrapped, session) ?? 'absent')
    },
  }
}

/** @throws {ReplayError} `key_missing` */
export function absentKeyError(session: string): ReplayError {
  return new ReplayError(
    'key_missing',
    `The keyring does not hold the key of session ${session}: it is older than the database, or damaged. Put the newest copy of the keyring in its place.`,
  )
}
