import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { SessionTimeline } from '@playhead/protocol'
import { appendToDatabase } from './append-to-database.ts'
import { createGroupCommit } from './group-commit.ts'
import { readCursor, toPage } from './list-cursor.ts'
import { openDatabase } from './open-database.ts'
import { readTimeline } from './read-timeline.ts'
import type { ReplayStore } from './replay-store.ts'
import {
  type Row,
  sessionColumns,
  toBytes,
  toSegmentSummary,
  toSessionSummary,
} from './sqlite-rows.ts'

/** A `ReplayStore` on one open file. Throws what SQLite throws. */
export interface SqliteDatabase extends ReplayStore {
  /** Whether the file at the path is still the one that is open. */
  isCurrent(): boolean
  /** Closes without waiting: what has not been written yet is rejected. */
  closeNow(): void
}

export function openSqliteDatabase(path: string, maxBytes: number | undefined): SqliteDatabase {
  const database = openDatabase(path, maxBytes)
  const { ino } = statSync(path)
  const statements = prepareStatements(database)
  const commit = createGroupCommit(database)
  const append = appendToDatabase(database)

  const hasSession = (id: string): boolean => statements.session.get(id) !== undefined

  return {
    append: (segment, limits) => commit(() => append(segment, limits)),

    async listSessions({ limit, cursor }) {
      const { endedAt, id } = cursor === null ? { endedAt: Infinity, id: '' } : readCursor(cursor)
      const rows: Row[] = statements.list.all(endedAt, id, limit + 1)
      return toPage(rows.map(toSessionSummary), limit)
    },

    async readSession(id) {
      const row: Row | undefined = statements.session.get(id)
      if (!row) return null
      const rows: Row[] = statements.segments.all(id)
      return { session: toSessionSummary(row), segments: rows.map(toSegmentSummary) }
    },

    async readTimeline(id) {
      if (!hasSession(id)) return null
      const events: SessionTimeline['events'] = []
      for (const row of statements.heads.iterate(id)) {
        for (const event of readTimeline(toBytes(row['head']))) {
          events.push({ ...event, tab: String(row['tab']) })
        }
      }
      return { events: events.sort((a, b) => a.at - b.at) }
    },

    async readSegment(session, tab, sequence) {
      const row: Row | undefined = statements.segment.get(session, tab, sequence)
      return row ? toBytes(Buffer.concat([toBytes(row['head']), toBytes(row['frames'])])) : null
    },

    async eraseSession(id) {
      const erased = await commit(() => {
        if (!hasSession(id)) return false
        statements.eraseSegments.run(id)
        statements.eraseSession.run(id)
        // Last, so that a full database has room for it again.
        statements.remember.run(id)
        return true
      })
      // The log still holds the pages as they were; without this they stay on disk until it is reused.
      // Also if there was nothing to erase: the time before, this may be what failed.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return erased
    },

    async close() {
      try {
        await commit(() => undefined)
      } finally {
        database.close()
      }
    },

    closeNow: () => database.close(),

    isCurrent: () => statSync(path, { throwIfNoEntry: false })?.ino === ino,
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    list: database.prepare(
      `SELECT id, ${sessionColumns} FROM sessions WHERE (ended_at, id) < (?, ?)
       ORDER BY ended_at DESC, id DESC LIMIT ?`,
    ),
    session: database.prepare(`SELECT id, ${sessionColumns} FROM sessions WHERE id = ?`),
    segments: database.prepare(
      `SELECT tab, sequence, started_at, ended_at, timeline_events, frame_count, keyframes, bytes
       FROM segments WHERE session = ? ORDER BY tab, sequence`,
    ),
    heads: database.prepare(
      'SELECT tab, head FROM segments WHERE session = ? ORDER BY tab, sequence',
    ),
    segment: database.prepare(
      'SELECT head, frames FROM segments WHERE session = ? AND tab = ? AND sequence = ?',
    ),
    remember: database.prepare('INSERT OR IGNORE INTO erased_sessions (id) VALUES (?)'),
    eraseSegments: database.prepare('DELETE FROM segments WHERE session = ?'),
    eraseSession: database.prepare('DELETE FROM sessions WHERE id = ?'),
  }
}
