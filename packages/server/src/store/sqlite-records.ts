import type { DatabaseSync } from 'node:sqlite'
import { seal, type SealKey } from './keys/seal.ts'
import { kindsOfSessions, type RecordKind, type RecordPlace, type Records } from './records.ts'
import { unsealBlob } from './sealed-rows.ts'
import { type Row, toBytes } from './sqlite-rows.ts'

const table = `
  CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL,
    session TEXT NOT NULL,
    id TEXT NOT NULL,
    at REAL NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (kind, session, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS records_latest ON records (kind, at DESC, id DESC);
`

/**
 * @param storeKey seals what is the store's own.
 * @param findSessionKey null if the session or its key is not there.
 */
export function openRecords(
  database: DatabaseSync,
  storeKey: Uint8Array,
  findSessionKey: (session: string) => SealKey | null,
): Records {
  database.exec(table)
  const write = database.prepare('INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?)')
  const read = database.prepare('SELECT * FROM records WHERE kind = ? AND session = ? AND id = ?')
  const readOf = database.prepare(
    'SELECT * FROM records WHERE kind = ? AND session = ? ORDER BY id',
  )
  const readAll = database.prepare('SELECT * FROM records WHERE kind = ? ORDER BY id')
  const readLatest = database.prepare(
    `SELECT * FROM records WHERE kind = ? AND (? IS NULL OR id < ?)
     ORDER BY at DESC, id DESC LIMIT ?`,
  )
  const remove = database.prepare('DELETE FROM records WHERE kind = ? AND session = ? AND id = ?')
  const eraseOf = database.prepare('DELETE FROM records WHERE kind = ? AND session = ?')

  const keyOf = (kind: RecordKind, session: string): SealKey | null =>
    kindsOfSessions.includes(kind) ? findSessionKey(session) : storeKey

  /** Nothing, if the key is not there: one lost key must not hide what else there is. */
  function open(kind: RecordKind, row: Row): { id: string; value: unknown }[] {
    const [session, id] = [String(row['session']), String(row['id'])]
    const key = keyOf(kind, session)
    if (!key) return []
    const plain = unsealBlob(key, toBytes(row['sealed']), toPlace({ kind, session, id }))
    return [{ id, value: JSON.parse(Buffer.from(plain).toString()) }]
  }

  return {
    put(place, at, value) {
      const { kind, session, id } = place
      const key = keyOf(kind, session)
      if (!key) return
      const sealed = seal(key, Buffer.from(JSON.stringify(value)), toPlace(place))
      write.run(kind, session, id, at, sealed)
    },
    get({ kind, session, id }) {
      const row: Row | undefined = read.get(kind, session, id)
      return row ? open(kind, row)[0]?.value : undefined
    },
    list(kind, session) {
      const rows: Row[] = session === null ? readAll.all(kind) : readOf.all(kind, session)
      return rows.flatMap((row) => open(kind, row)).map(({ value }) => value)
    },
    latest(kind, limit, before) {
      const rows: Row[] = readLatest.all(kind, before, before, limit)
      return rows.flatMap((row) => open(kind, row))
    },
    remove: ({ kind, session, id }) => Number(remove.run(kind, session, id).changes) > 0,
    erase(session) {
      for (const kind of kindsOfSessions) eraseOf.run(kind, session)
    },
  }
}

function toPlace({ kind, session, id }: RecordPlace): string {
  return `record ${kind} ${session} ${id}`
}
