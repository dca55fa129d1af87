import type { DatabaseSync } from 'node:sqlite'
import { seal } from './keys/seal.ts'
import type { SessionKeys } from './keys/session-keys.ts'
import { readTimeline } from './read-timeline.ts'
import { sealFacts, segmentPlace } from './sealed-rows.ts'
import { type Dated, usersOf } from './session-facts.ts'
import { type Row, toBytes } from './sqlite-rows.ts'

const unsealedColumns = [
  'entry_url',
  'entry_url_at',
  'user',
  'user_at',
  'user_agent',
  'user_agent_at',
  'release',
  'release_at',
]

/**
 * Seals in place what a database of version 1 holds in the open. Inside the caller's transaction: after
 * it everything is sealed, or everything is as it was.
 */
export function sealVersionOne(database: DatabaseSync, keys: SessionKeys): void {
  database.exec(`
    ALTER TABLE sessions ADD COLUMN key_slot INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE sessions ADD COLUMN facts BLOB NOT NULL DEFAULT x'';`)
  const sessions: Row[] = database
    .prepare(`SELECT id, ${unsealedColumns.join(', ')} FROM sessions`)
    .all()
  const sealOne = sealSession(database, keys)
  for (const row of sessions) sealOne(row)
  for (const column of unsealedColumns) {
    database.exec(`ALTER TABLE sessions DROP COLUMN ${column}`)
  }
}

function sealSession(database: DatabaseSync, keys: SessionKeys): (row: Row) => void {
  const nameSegments = database.prepare('SELECT tab, sequence FROM segments WHERE session = ?')
  const readSegment = database.prepare(
    'SELECT head, frames FROM segments WHERE session = ? AND tab = ? AND sequence = ?',
  )
  const writeSegment = database.prepare(
    'UPDATE segments SET head = ?, frames = ? WHERE session = ? AND tab = ? AND sequence = ?',
  )
  const writeSession = database.prepare('UPDATE sessions SET key_slot = ?, facts = ? WHERE id = ?')

  return (row) => {
    const id = String(row['id'])
    const { slot, key } = keys.create(id)
    let users: string[] = []
    for (const name of nameSegments.all(id)) {
      const [tab, sequence] = [String(name['tab']), Number(name['sequence'])]
      const segment: Row = readSegment.get(id, tab, sequence) ?? {}
      const head = toBytes(segment['head'])
      users = usersOf(readTimeline(head), users)
      writeSegment.run(
        seal(key, head, segmentPlace('head', id, tab, sequence)),
        seal(key, toBytes(segment['frames']), segmentPlace('frames', id, tab, sequence)),
        id,
        tab,
        sequence,
      )
    }
    const facts = {
      entryUrl: toDated(row, 'entry_url'),
      user: toDated(row, 'user'),
      users,
      userAgent: toDated(row, 'user_agent'),
      release: toDated(row, 'release'),
    }
    writeSession.run(slot, sealFacts(key, id, facts), id)
  }
}

function toDated(row: Row, column: string): Dated | null {
  const text = row[column]
  return typeof text === 'string' ? { at: Number(row[`${column}_at`]), text } : null
}
