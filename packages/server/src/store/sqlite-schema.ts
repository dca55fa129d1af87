import type { DatabaseSync } from 'node:sqlite'
import { ReplayError } from '../replay-error.ts'
import type { MasterKey } from './keys/master-key.ts'
import type { SessionKeys } from './keys/session-keys.ts'
import { sealVersionOne } from './seal-version-one.ts'

/** Written to `user_version`. A change of the tables below comes with a step from the version before. */
const schemaVersion = 2

/** From this version on what could name a person is sealed. */
const firstSealedVersion = 2

/*
 * What stands open is what queries need: ids, times, counts and sizes. `facts`, `head`, `frames` and
 * `sealed` are sealed (store/keys).
 *
 * `head` is a segment's header and timeline, `frames` the rest: the bytes as they came are the two
 * joined, and a timeline is read without its frames. Both stand last, so that reading the small
 * columns leaves their overflow pages alone (SQLite file format, 1.6).
 */
const tables = `
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    key_slot INTEGER NOT NULL,
    started_at REAL NOT NULL,
    ended_at REAL NOT NULL,
    pages INTEGER NOT NULL,
    clicks INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    tabs INTEGER NOT NULL,
    segments INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL,
    facts BLOB NOT NULL
  ) STRICT;
  CREATE INDEX sessions_newest_first ON sessions (ended_at DESC, id DESC);

  CREATE TABLE segments (
    session TEXT NOT NULL REFERENCES sessions (id),
    tab TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    started_at REAL NOT NULL,
    ended_at REAL NOT NULL,
    received_checksum INTEGER NOT NULL,
    previous INTEGER,
    timeline_events INTEGER NOT NULL,
    frame_count INTEGER NOT NULL,
    keyframes TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    head BLOB NOT NULL,
    frames BLOB NOT NULL,
    PRIMARY KEY (session, tab, sequence)
  ) STRICT;

  CREATE TABLE erased_sessions (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`

/** New in version 2. */
const tablesOfVersionTwo = `
  CREATE TABLE holds (id TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
  CREATE TABLE master_key (id TEXT NOT NULL) STRICT;
`

/**
 * Only looks: a file that belongs to somebody else stays as it is.
 * @throws {ReplayError} `storage_unreadable` if it belongs to something else or to a newer Playhead.
 */
export function checkOwner(database: DatabaseSync): void {
  const version = readVersion(database)
  if (version === schemaVersion || version === 1 || (version === 0 && isEmpty(database))) return
  throw new ReplayError(
    'storage_unreadable',
    version > schemaVersion
      ? `The database has schema version ${version}; this Playhead knows ${schemaVersion}. Update @playhead/server, or give sqliteStore another path.`
      : 'The database holds tables of something else. Give sqliteStore a path of its own.',
  )
}

/** Whether it was written with a master key, which is needed to read it. */
export function isSealed(database: DatabaseSync): boolean {
  return readVersion(database) >= firstSealedVersion
}

export function holdsSessions(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sessions LIMIT 1').get() !== undefined
}

/**
 * Creates the tables in a new file and seals what an old one holds. Two processes may do so at the
 * same moment.
 *
 * @param openKeys called once the master key is known to be the right one.
 * @throws {ReplayError} as `checkOwner`; `key_wrong` if it was sealed under another master key.
 */
export function prepareSchema(
  database: DatabaseSync,
  master: MasterKey,
  openKeys: () => SessionKeys,
): SessionKeys {
  if (readVersion(database) === schemaVersion) checkMaster(database, master)
  const keys = openKeys()
  try {
    if (readVersion(database) !== schemaVersion) migrate(database, master, keys)
    return keys
  } catch (error) {
    keys.close()
    throw error
  }
}

function migrate(database: DatabaseSync, master: MasterKey, keys: SessionKeys): void {
  database.exec('BEGIN IMMEDIATE')
  let isSealing = false
  try {
    checkOwner(database)
    const version = readVersion(database)
    if (version === schemaVersion) checkMaster(database, master)
    if (version < schemaVersion) {
      isSealing = version === 1
      if (isSealing) sealVersionOne(database, keys)
      else database.exec(tables)
      database.exec(tablesOfVersionTwo)
      database.prepare('INSERT INTO master_key VALUES (?)').run(master.id)
      database.exec(`PRAGMA user_version = ${schemaVersion}`)
      keys.flush()
    }
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
  // Pages that were divided or joined keep traces of what stood in them, and the log keeps pages.
  if (isSealing) database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')
}

function checkMaster(database: DatabaseSync, master: MasterKey): void {
  const id = database.prepare('SELECT id FROM master_key').get()?.['id']
  if (id === master.id) return
  throw new ReplayError(
    'key_wrong',
    `The database was encrypted with the master key ${String(id)}, and the key file holds ${master.id}. Put the right key file in its place; nothing was changed.`,
  )
}

function readVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
}
