import { createHmac } from 'node:crypto'
import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { SessionTimeline } from '@playhead/protocol'
import { appendToDatabase } from './append-to-database.ts'
import { createAuditLog } from './audit-log.ts'
import { countOf, createDatabaseEraser } from './erase-from-database.ts'
import { createGroupCommit } from './group-commit.ts'
import { createKeptRecords } from './kept-records.ts'
import { readCursor, toPage } from './list-cursor.ts'
import { type OpenDatabase, openDatabase, type OpenOptions, withReserve } from './open-database.ts'
import { noteSettings } from './note-settings.ts'
import { readTimeline } from './read-timeline.ts'
import type { SealKey } from './keys/seal.ts'
import { erasedError } from './refusals.ts'
import type { ReplayStore } from './replay-store.ts'
import { keyOf, segmentPlace, toStoredSummary, unsealBlob } from './sealed-rows.ts'
import { openAuditRows } from './sqlite-audit.ts'
import { openHolds } from './sqlite-holds.ts'
import { openRecords } from './sqlite-records.ts'
import { openServerEvents } from './sqlite-server-events.ts'
import { type Row, sessionColumns, toPosition, toSegmentSummary } from './sqlite-rows.ts'
import { createSigner } from './store-signature.ts'

/** A `ReplayStore` on one open file. Throws what SQLite throws. */
export interface SqliteDatabase extends ReplayStore {
  /** Whether the files at the paths are still those that are open. */
  isCurrent(): boolean
  /** Closes without waiting: what has not been written yet is rejected. */
  closeNow(): void
}

export async function openSqliteDatabase(options: OpenOptions): Promise<SqliteDatabase> {
  const open = await openDatabase(options)
  try {
    return toStore(open, options)
  } catch (error) {
    open.keys.close()
    open.database.close()
    throw error
  }
}

function toStore({ database, master, keys }: OpenDatabase, options: OpenOptions): SqliteDatabase {
  const { ino } = statSync(options.path)
  const statements = prepareStatements(database)
  const commit = createGroupCommit(database, { beforeCommit: keys.flush })
  const append = appendToDatabase(database, keys)
  const holds = openHolds(database, master.derive('holds'))
  const told = openServerEvents(database, master.derive('server events'))
  const records = openRecords(database, master.derive('records'), findKeyIfThere)
  // Entries of erasures make room: that there is none must not stand in their way.
  const commitReserved = <T>(work: () => T): Promise<T> =>
    commit(() => withReserve(database, options.maxBytes, work))
  const { addFindings, ...kept } = createKeptRecords(records, {
    write: commit,
    writeReserved: commitReserved,
    isKnown: (id) => findKey(id) !== null,
  })
  const rows = openAuditRows(database, master.derive('audit entries'), records)
  const audit = createAuditLog(rows, master.derive('audit chain'))
  const { erase, finishErasures, compact } = createDatabaseEraser(
    database,
    keys,
    holds.list,
    (session) => {
      told.erase(session)
      records.erase(session)
    },
  )
  const hashKey = master.derive('keyed hashes')
  const sign = createSigner(master.derive('receipts'))
  // Queued before anything else is, so nobody sees what is taken away.
  void commit(finishErasures)
    .then((gone) => (gone > 0 ? compact() : undefined))
    .catch(() => undefined)

  /** The key of a session that is there; null if the session is not, or is erased. */
  function findKey(session: string): SealKey | null {
    const row: Row | undefined = statements.session.get(session)
    return row ? keyOf(row, session, keys) : null
  }

  /** As `findKey`, with null also if the keyring lacks it. */
  function findKeyIfThere(session: string): SealKey | null {
    const row: Row | undefined = statements.session.get(session)
    const key = row ? keys.find(Number(row['key_slot']), session) : 'absent'
    return typeof key === 'string' ? null : key
  }

  function closeFiles(): void {
    database.close()
    keys.close()
  }

  return {
    ...kept,

    append: (segment, limits) =>
      commit(() => {
        const status = append(segment, limits)
        const { header, findings } = segment
        if (status === 'stored' && findings.length > 0) {
          addFindings(header.session, header.endedAt, findings)
        }
        return status
      }),

    async listSessions({ limit, cursor, order = 'newest' }) {
      const start = order === 'newest' ? Infinity : -Infinity
      const { endedAt, id } = cursor === null ? { endedAt: start, id: '' } : readCursor(cursor)
      const rows: Row[] = statements[order].all(endedAt, id, limit + 1)
      const found = rows.map((row) => ({ ...toPosition(row), row }))
      const { sessions, nextCursor } = toPage(found, limit)
      return {
        sessions: sessions.flatMap(({ row }) => toStoredSummary(row, keys) ?? []),
        nextCursor,
      }
    },

    async readSession(id) {
      const row: Row | undefined = statements.session.get(id)
      const session = row ? toStoredSummary(row, keys) : null
      if (!session) return null
      const rows: Row[] = statements.segments.all(id)
      return { session, segments: rows.map(toSegmentSummary) }
    },

    async readTimeline(id) {
      const key = findKey(id)
      if (!key) return null
      const events: SessionTimeline['events'] = []
      for (const { tab, sequence, head } of statements.heads.iterate(id)) {
        const place = segmentPlace('head', id, String(tab), Number(sequence))
        for (const event of readTimeline(unsealBlob(key, head, place))) {
          events.push({ ...event, tab: String(tab) })
        }
      }
      for (const event of told.read(id)) events.push({ ...event, tab: null })
      return { events: events.sort((a, b) => a.at - b.at) }
    },

    async readSegment(session, tab, sequence) {
      const row: Row | undefined = statements.segment.get(session, tab, sequence)
      const key = row ? findKey(session) : null
      if (!row || !key) return null
      const open = (part: 'head' | 'frames'): Uint8Array =>
        unsealBlob(key, row[part], segmentPlace(part, session, tab, sequence))
      return Uint8Array.from(Buffer.concat([open('head'), open('frames')]))
    },

    async eraseSession(id) {
      const erased = await commit(() => erase(id))
      // Also if there was nothing to erase: the time before, this may be what failed.
      await compact()
      return erased
    },

    appendServerEvent: (event, limits) =>
      commit(() => {
        if (event.session !== null && statements.wasErased.get(event.session)) {
          throw erasedError(event.session)
        }
        return told.append(event, limits)
      }),
    claimServerEvent: (session, digest, now, limits) =>
      commit(() => told.claim(session, digest, now, limits)),

    placeHold: (hold) => commit(() => holds.place(hold)),
    listHolds: async () => holds.list(),
    liftHold: (id) => commit(() => holds.lift(id)),

    async measure() {
      const pages = countOf(database, 'page_count') - countOf(database, 'freelist_count')
      const { page_size } = statements.pageSize.get() ?? {}
      const { sessions } = statements.count.get() ?? {}
      return { sessions: Number(sessions), bytes: pages * Number(page_size) }
    },

    appendAudit: (entry) =>
      (entry.action === 'erase' ? commitReserved : commit)(() => audit.append(entry)),
    noteSettings: (noted) => commitReserved(() => noteSettings(records, audit, noted)),
    readAudit: async ({ limit, before }) => audit.read(before, limit),
    verifyAudit: () => audit.verify(),

    sign: async (text) => sign(text),
    keyedHash: async (text) => createHmac('sha256', hashKey).update(text).digest('base64url'),

    async close() {
      try {
        await commit(() => undefined)
      } finally {
        closeFiles()
      }
    },

    closeNow: closeFiles,

    isCurrent: () =>
      statSync(options.path, { throwIfNoEntry: false })?.ino === ino && keys.isCurrent(),
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    newest: database.prepare(
      `SELECT id, ${sessionColumns} FROM sessions WHERE (ended_at, id) < (?, ?)
       ORDER BY ended_at DESC, id DESC LIMIT ?`,
    ),
    oldest: database.prepare(
      `SELECT id, ${sessionColumns} FROM sessions WHERE (ended_at, id) > (?, ?)
       ORDER BY ended_at, id LIMIT ?`,
    ),
    session: database.prepare(`SELECT id, ${sessionColumns} FROM sessions WHERE id = ?`),
    segments: database.prepare(
      `SELECT tab, sequence, started_at, ended_at, timeline_events, frame_count, keyframes, bytes
       FROM segments WHERE session = ? ORDER BY tab, sequence`,
    ),
    heads: database.prepare(
      'SELECT tab, sequence, head FROM segments WHERE session = ? ORDER BY tab, sequence',
    ),
    segment: database.prepare(
      'SELECT head, frames FROM segments WHERE session = ? AND tab = ? AND sequence = ?',
    ),
    wasErased: database.prepare('SELECT 1 FROM erased_sessions WHERE id = ?'),
    count: database.prepare('SELECT count(*) AS sessions FROM sessions'),
    pageSize: database.prepare('PRAGMA page_size'),
  }
}
