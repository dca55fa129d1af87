import { closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { ReplayError } from '../replay-error.ts'
import type { KeyProvider } from './keys/key-provider.ts'
import { type MasterKey, openMasterKey } from './keys/master-key.ts'
import { openSessionKeys, type SessionKeys } from './keys/session-keys.ts'
import { loadSqlite } from './load-sqlite.ts'
import { checkOwner, holdsSessions, isSealed, prepareSchema } from './sqlite-schema.ts'

export interface OpenOptions {
  path: string
  /** The most bytes the file may grow to. */
  maxBytes: number | undefined
  keyFile: string
  keys: KeyProvider | undefined
}

/** An open file and the keys to it. */
export interface OpenDatabase {
  database: DatabaseSync
  master: MasterKey
  keys: SessionKeys
}

/** How long one process waits for another's write. A write takes milliseconds. */
const busyTimeoutMs = 5_000

/** SQLite's default, and the unit of `max_page_count`. */
const pageBytes = 4_096

/** Beyond the limit, for what is written down of an erasure: some 10,000 sessions at once. */
const reserveBytes = 256 * pageBytes

/**
 * Opens, and creates if need be, the database at `path`, its key file and its keyring. The files and
 * their directory, if new, are readable by nobody but the process's own user: recordings are
 * personal data.
 *
 * @throws {ReplayError} `sqlite_missing`, `storage_unreadable`, `key_missing`, `key_wrong` or
 *   `keys_unavailable`; or whatever Node throws.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const { path, keyFile, keys: provider } = options
  const database = openFile(options)
  try {
    const master = await openMasterKey({ path: keyFile, provider, isNeeded: isSealed(database) })
    return { database, master, keys: unlock(database, path, master) }
  } catch (error) {
    database.close()
    throw error
  }
}

function openFile({ path, maxBytes }: OpenOptions): DatabaseSync {
  const { DatabaseSync } = loadSqlite()
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs })
  try {
    checkOwner(database)
    if (!isSealed(database)) {
      // To be said before the first table: later it would take a VACUUM of the whole file.
      database.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA auto_vacuum = INCREMENTAL`)
      database.exec('PRAGMA journal_mode = WAL')
    }
    // FULL: in WAL mode, the default of many builds, NORMAL, loses commits with the power.
    database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON')
    limitPages(database, maxBytes)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Runs `work` with a little more room than the database may take. */
export function withReserve<T>(
  database: DatabaseSync,
  maxBytes: number | undefined,
  work: () => T,
): T {
  if (maxBytes === undefined) return work()
  limitPages(database, maxBytes + reserveBytes)
  try {
    return work()
  } finally {
    limitPages(database, maxBytes)
  }
}

/** Below what it takes already, SQLite lets a database stay as it is. */
function limitPages(database: DatabaseSync, maxBytes: number | undefined): void {
  if (maxBytes === undefined) return
  database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageBytes))}`)
}

/** Checks the master key before the keyring is touched. */
function unlock(database: DatabaseSync, path: string, master: MasterKey): SessionKeys {
  const keyring = `${path}.keyring`
  checkKeyring(database, keyring)
  const open = (): SessionKeys => openSessionKeys(keyring, master)
  return prepareSchema(database, master, open)
}

function checkKeyring(database: DatabaseSync, keyring: string): void {
  const isThere = statSync(keyring, { throwIfNoEntry: false }) !== undefined
  if (isThere || !isSealed(database) || !holdsSessions(database)) return
  throw new ReplayError(
    'key_missing',
    `The keyring ${keyring} is missing, and with it the keys of all recordings. Put its newest copy in its place; without it the recordings cannot be read.`,
  )
}
