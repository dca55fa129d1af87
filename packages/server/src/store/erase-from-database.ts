import type { DatabaseSync } from 'node:sqlite'
import type { LegalHold } from '@playhead/protocol'
import type { SessionKeys } from './keys/session-keys.ts'
import { checkHolds } from './refusals.ts'
import type { ErasedSession } from './replay-store.ts'
import { toStoredSummary } from './sealed-rows.ts'
import { type Row, sessionColumns, toOpenFacts } from './sqlite-rows.ts'

/** How many pages are given back at a time: about 4 MB. */
const pagesPerStep = 1_000

export interface DatabaseEraser {
  /**
   * To be called inside a transaction. The key is overwritten first, and on disk before a row goes:
   * should the rest fail, what remains cannot be read, and is taken away at the next opening.
   *
   * @throws {ReplayError} `session_held`, before anything is done.
   */
  erase(session: string): ErasedSession | null
  /** Takes away the rows of sessions whose key is gone: after an erasure that broke off, and from a
   * restored copy that is older than an erasure. Inside a transaction. */
  finishErasures(): number
  /** Gives the space back and empties the log, which still holds the pages as they were. */
  compact(): Promise<void>
}

export function createDatabaseEraser(
  database: DatabaseSync,
  keys: SessionKeys,
  listHolds: () => LegalHold[],
  eraseTold: (session: string) => void,
): DatabaseEraser {
  const readSession = database.prepare(`SELECT id, ${sessionColumns} FROM sessions WHERE id = ?`)
  const nameSessions = database.prepare('SELECT id, key_slot FROM sessions')
  const eraseSegments = database.prepare('DELETE FROM segments WHERE session = ?')
  const eraseSession = database.prepare('DELETE FROM sessions WHERE id = ?')
  const remember = database.prepare('INSERT OR IGNORE INTO erased_sessions (id) VALUES (?)')

  function eraseRows(session: string): void {
    eraseSegments.run(session)
    eraseTold(session)
    eraseSession.run(session)
    // Last, so that a full database has room for it again.
    remember.run(session)
  }

  return {
    erase(session) {
      const row: Row | undefined = readSession.get(session)
      if (!row) return null
      const summary = toStoredSummary(row, keys)
      if (summary) checkHolds(summary, listHolds())
      keys.destroy(Number(row['key_slot']), session)
      eraseRows(session)
      const { segments, storedBytes } = toOpenFacts(row)
      return { segments, bytes: storedBytes }
    },

    finishErasures() {
      const gone = nameSessions
        .all()
        .filter(({ id, key_slot }) => keys.find(Number(key_slot), String(id)) === 'destroyed')
      for (const { id } of gone) eraseRows(String(id))
      return gone.length
    },

    async compact() {
      while (countOf(database, 'freelist_count') > 0) {
        const before = countOf(database, 'page_count')
        database.exec(`PRAGMA incremental_vacuum(${pagesPerStep})`)
        if (countOf(database, 'page_count') === before) break
        await new Promise((resolve) => setImmediate(resolve))
      }
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
  }
}

export function countOf(database: DatabaseSync, pragma: 'freelist_count' | 'page_count'): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma])
}
