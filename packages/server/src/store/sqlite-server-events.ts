import type { DatabaseSync } from 'node:sqlite'
import { parseTimelineEvent, type ServerEvent } from '@playhead/protocol'
import { createHmac } from 'node:crypto'
import { seal } from './keys/seal.ts'
import { unsealBlob } from './sealed-rows.ts'
import type { ServerEvents } from './server-events.ts'
import { toBytes } from './sqlite-rows.ts'

/*
 * Sealed under a key of the store's own, since a session that is told of may have no key yet. A digest
 * is looked for, so it stands as its keyed hash. `waiting` is 1 until the session is known to be there.
 */
const table = `
  CREATE TABLE IF NOT EXISTS server_events (
    number INTEGER PRIMARY KEY,
    session TEXT,
    digest TEXT,
    received_at REAL NOT NULL,
    waiting INTEGER NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS server_events_of_session ON server_events (session);
  CREATE INDEX IF NOT EXISTS server_events_waiting ON server_events (received_at) WHERE waiting = 1;
`

/** Everything but `read` is to be called inside a transaction. */
export function openServerEvents(database: DatabaseSync, key: Uint8Array): ServerEvents {
  database.exec(table)
  const countHeld = database.prepare('SELECT count(*) AS n FROM server_events WHERE session = ?')
  const countWaiting = database.prepare('SELECT count(*) AS n FROM server_events WHERE waiting = 1')
  const hasSession = database.prepare('SELECT 1 FROM sessions WHERE id = ?')
  const settle = database.prepare(
    'UPDATE server_events SET waiting = 0 WHERE waiting = 1 AND session IN (SELECT id FROM sessions)',
  )
  const expire = database.prepare(
    'DELETE FROM server_events WHERE waiting = 1 AND received_at <= ?',
  )
  const dropOldest = database.prepare(
    `DELETE FROM server_events WHERE number =
       (SELECT number FROM server_events WHERE waiting = 1 ORDER BY received_at, number LIMIT 1)`,
  )
  const insert = database.prepare(
    `INSERT INTO server_events (session, digest, received_at, waiting, sealed)
     VALUES (?, ?, ?, ?, ?)`,
  )
  const readOf = database.prepare(
    'SELECT sealed FROM server_events WHERE session = ? ORDER BY number',
  )
  const findDigest = database.prepare(
    `SELECT number, session, received_at, sealed FROM server_events
     WHERE digest = ? AND (session IS NULL OR session = ?) AND received_at > ?
     ORDER BY session IS NULL, number DESC LIMIT 1`,
  )
  const remove = database.prepare('DELETE FROM server_events WHERE number = ?')
  const eraseOf = database.prepare('DELETE FROM server_events WHERE session = ?')

  const toPlace = (session: string | null): string => `server event ${session ?? ''}`
  const hashOf = (digest: string): string => createHmac('sha256', key).update(digest).digest('hex')
  const open = (session: string | null, sealed: Uint8Array): ServerEvent[] => {
    const json = Buffer.from(unsealBlob(key, sealed, toPlace(session))).toString()
    const event = parseTimelineEvent(JSON.parse(json))
    return event.type === 'server' ? [event] : []
  }

  function write(session: string | null, event: ServerEvent, receivedAt: number): void {
    const isWaiting = session === null || !hasSession.get(session)
    const digest = event.digest === undefined ? null : hashOf(event.digest)
    const sealed = seal(key, Buffer.from(JSON.stringify(event)), toPlace(session))
    insert.run(session, digest, receivedAt, isWaiting ? 1 : 0, sealed)
  }

  return {
    append({ session, event, receivedAt }, limits) {
      const held = session === null ? 0 : Number(countHeld.get(session)?.['n'])
      if (held >= limits.maxServerEventsPerSession) return 'full'
      if (session === null || !hasSession.get(session)) {
        settle.run()
        expire.run(receivedAt - limits.keepWaitingMs)
        if (Number(countWaiting.get()?.['n']) >= limits.maxWaitingServerEvents) dropOldest.run()
      }
      write(session, event, receivedAt)
      return 'stored'
    },

    claim(session, digest, now, limits) {
      if (Number(countHeld.get(session)?.['n']) >= limits.maxServerEventsPerSession) return false
      const row = findDigest.get(hashOf(digest), session, now - limits.keepWaitingMs)
      // One that is there already came with the request itself.
      if (!row || row['session'] !== null) return false
      remove.run(Number(row['number']))
      for (const event of open(null, toBytes(row['sealed']))) {
        write(session, event, Number(row['received_at']))
      }
      return true
    },

    read: (session) => readOf.all(session).flatMap(({ sealed }) => open(session, toBytes(sealed))),

    erase(session) {
      eraseOf.run(session)
    },
  }
}
