import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { ReplayError } from '../../replay-error.ts'
import { type Keyring, openKeyring } from './keyring.ts'
import type { MasterKey } from './master-key.ts'
import { seal, sealOverheadBytes, unseal } from './seal.ts'

/** The data key of a session; or that it was destroyed; or that the keyring does not hold it. */
type SessionKey = KeyObject | 'destroyed' | 'absent'

/** One random data key per session, each wrapped by the master key. Nothing is cached: what is erased here is gone. */
export interface SessionKeys extends Pick<Keyring, 'destroy' | 'flush' | 'isCurrent' | 'close'> {
  create(session: string): { slot: number; key: KeyObject }
  find(slot: number, session: string): SessionKey
}

const keyBytes = 32

export function openSessionKeys(path: string, master: MasterKey): SessionKeys {
  const keyring = openKeyring(path, keyBytes + sealOverheadBytes)
  const wrapping = createSecretKey(master.derive('session keys'))

  return {
    ...keyring,
    create(session) {
      const key = randomBytes(keyBytes)
      const slot = keyring.add(session, seal(wrapping, key, session))
      return { slot, key: createSecretKey(key) }
    },
    find(slot, session) {
      const wrapped = keyring.read(slot, session)
      if (typeof wrapped === 'string') return wrapped
      const key = unseal(wrapping, wrapped, session)
      return key ? createSecretKey(key) : 'absent'
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
