import type { DatabaseSync } from 'node:sqlite'
import { ReplayError } from '../replay-error.ts'

/** Written to `user_version`. A change of the tables below comes with a step from the version before. */
const schemaVersion = 1

/*
 * `head` is a segment's header and timeline, `frames` the rest: the bytes as they came are the two
 * joined, and a timeline is read without its frames. Both stand last, so that reading the small
 * columns leaves their overflow pages alone (SQLite file format, 1.6).
 */
const tables = `
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    started_at REAL NOT NULL,
    ended_at REAL NOT NULL,
    entry_url TEXT, entry_url_at REAL,
    user TEXT, user_at REAL,
    user_agent TEXT, user_agent_at REAL,
    release TEXT, release_at REAL,
    pages INTEGER NOT NULL,
    clicks INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    tabs INTEGER NOT NULL,
    segments INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL
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

/**
 * Only looks: a file that belongs to somebody else stays as it is.
 * @throws {ReplayError} `storage_unreadable` if it belongs to something else or to a newer Playhead.
 */
export function checkOwner(database: DatabaseSync): void {
  const version = readVersion(database)
  if (version === schemaVersion || (version === 0 && isEmpty(database))) return
  throw new ReplayError(
    'storage_unreadable',
    version > schemaVersion
      ? `The database has schema version ${version}; this Playhead knows ${schemaVersion}. Update @playhead/server, or give sqliteStore another path.`
      : 'The database holds tables of something else. Give sqliteStore a path of its own.',
  )
}

/**
 * Creates the tables in a new file. Two processes may do so at the same moment.
 * @throws {ReplayError} as `checkOwner`.
 */
export function prepareSchema(database: DatabaseSync): void {
  if (readVersion(database) === schemaVersion) return
  database.exec('BEGIN IMMEDIATE')
  try {
    checkOwner(database)
    if (readVersion(database) === 0) {
      database.exec(tables)
      database.exec(`PRAGMA user_version = ${schemaVersion}`)
    }
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function readVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
}
