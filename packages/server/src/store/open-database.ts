import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { loadSqlite } from './load-sqlite.ts'
import { checkOwner, prepareSchema } from './sqlite-schema.ts'

/** How long one process waits for another's write. A write takes milliseconds. */
const busyTimeoutMs = 5_000

/** SQLite's default, and the unit of `max_page_count`. */
const pageBytes = 4_096

/**
 * Opens, and creates if need be, the database at `path`. The file and its directory, if new, are
 * readable by nobody but the process's own user: recordings are personal data.
 *
 * @throws {ReplayError} `sqlite_missing` or `storage_unreadable`; or whatever Node throws.
 */
export function openDatabase(path: string, maxBytes: number | undefined): DatabaseSync {
  const { DatabaseSync } = loadSqlite()
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs })
  try {
    checkOwner(database)
    // To be said before the first table: later it would take a VACUUM of the whole file.
    database.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA auto_vacuum = INCREMENTAL`)
    database.exec('PRAGMA journal_mode = WAL')
    // FULL: in WAL mode, the default of many builds, NORMAL, loses commits with the power.
    database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON')
    if (maxBytes !== undefined) {
      database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageBytes))}`)
    }
    prepareSchema(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
