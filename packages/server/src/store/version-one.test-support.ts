import { DatabaseSync } from 'node:sqlite'
import { readSegmentHeader } from '@playhead/protocol'
import type { StoreSegment } from './replay-store.ts'

/** A database as the first version of the schema wrote it. */
export function writeVersionOne(path: string, segments: readonly StoreSegment[]): void {
  const database = new DatabaseSync(path)
  database.exec(`
    PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;
    CREATE TABLE sessions (
      id TEXT PRIMARY KEY, started_at REAL NOT NULL, ended_at REAL NOT NULL,
      entry_url TEXT, entry_url_at REAL, user TEXT, user_at REAL,
      user_agent TEXT, user_agent_at REAL, release TEXT, release_at REAL,
      pages INTEGER NOT NULL, clicks INTEGER NOT NULL, errors INTEGER NOT NULL,
      tabs INTEGER NOT NULL, segments INTEGER NOT NULL, stored_bytes INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sessions_newest_first ON sessions (ended_at DESC, id DESC);
    CREATE TABLE segments (
      session TEXT NOT NULL REFERENCES sessions (id), tab TEXT NOT NULL, sequence INTEGER NOT NULL,
      started_at REAL NOT NULL, ended_at REAL NOT NULL, received_checksum INTEGER NOT NULL,
      previous INTEGER, timeline_events INTEGER NOT NULL, frame_count INTEGER NOT NULL,
      keyframes TEXT NOT NULL, bytes INTEGER NOT NULL, head BLOB NOT NULL, frames BLOB NOT NULL,
      PRIMARY KEY (session, tab, sequence)
    ) STRICT;
    CREATE TABLE erased_sessions (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    PRAGMA user_version = 1;`)
  const writeSession = database.prepare(
    `INSERT INTO sessions VALUES (?, ?, ?, '/account/4711', 1000, 'ana@example.com', 1001,
       'Browser of Ana', 1000, NULL, NULL, 1, 0, 0, 1, 1, ?)`,
  )
  const writeSegment = database.prepare(
    'INSERT INTO segments VALUES (?, ?, ?, ?, ?, 7, NULL, 2, 1, ?, ?, ?, ?)',
  )
  for (const { header, bytes } of segments) {
    const headBytes = readSegmentHeader(bytes).bytes + header.timelineBytes
    const { session, tab, sequence, startedAt, endedAt } = header
    writeSession.run(session, startedAt, endedAt, bytes.length)
    writeSegment.run(
      session,
      tab,
      sequence,
      startedAt,
      endedAt,
      JSON.stringify([startedAt]),
      bytes.length,
      bytes.subarray(0, headBytes),
      bytes.subarray(headBytes),
    )
  }
  database.close()
}
