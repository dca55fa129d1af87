import type { KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { readSegmentHeader } from '@playhead/protocol'
import { seal } from './keys/seal.ts'
import type { SessionKeys } from './keys/session-keys.ts'
import { checkRoom, erasedError } from './refusals.ts'
import type { SessionLimits, StoreSegment } from './replay-store.ts'
import { keyOf, sealFacts, segmentPlace, unsealFacts } from './sealed-rows.ts'
import { factsOf, mergeFacts, type SessionFacts } from './session-facts.ts'
import { type Row, sessionColumns, toSessionRow } from './sqlite-rows.ts'

const columnCount = sessionColumns.split(',').length

/** What is held of a session before a segment is added. */
interface Held {
  slot: number
  key: KeyObject
  facts: SessionFacts
  tabs: number
}

/**
 * The append of a store, to be called inside a transaction.
 * @throws {ReplayError} `session_full`, `session_erased` or `key_missing`, before anything is written.
 */
export function appendToDatabase(
  database: DatabaseSync,
  keys: SessionKeys,
): (segment: StoreSegment, limits: SessionLimits) => 'stored' | 'duplicate' {
  const wasErased = database.prepare('SELECT 1 FROM erased_sessions WHERE id = ?')
  const isStored = database.prepare(
    'SELECT 1 FROM segments WHERE session = ? AND tab = ? AND sequence = ?',
  )
  const hasTab = database.prepare('SELECT 1 FROM segments WHERE session = ? AND tab = ? LIMIT 1')
  const readSession = database.prepare(`SELECT ${sessionColumns} FROM sessions WHERE id = ?`)
  const writeSession = database.prepare(
    `INSERT INTO sessions (id, ${sessionColumns}) VALUES (?${', ?'.repeat(columnCount)})
     ON CONFLICT (id) DO UPDATE SET (${sessionColumns}) = (${excludedColumns()})`,
  )
  const writeSegment = database.prepare(
    `INSERT INTO segments (session, tab, sequence, started_at, ended_at, received_checksum, previous,
       timeline_events, frame_count, keyframes, bytes, head, frames)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )

  function readHeld(session: string, row: Row | undefined): Held | null {
    if (!row) return null
    const key = keyOf(row, session, keys)
    // The key is gone and the rows are not yet: an erasure that broke off in between.
    if (!key) throw erasedError(session)
    const facts = unsealFacts(key, row, session)
    return { slot: Number(row['key_slot']), key, facts, tabs: Number(row['tabs']) }
  }

  return (segment, limits) => {
    const { header, bytes } = segment
    const { session, tab, sequence } = header
    if (wasErased.get(session)) throw erasedError(session)
    if (isStored.get(session, tab, sequence)) return 'duplicate'
    const held = readHeld(session, readSession.get(session))
    checkRoom(held?.facts ?? { segments: 0, storedBytes: 0 }, segment, limits)
    const own = factsOf(segment)
    const facts = held ? mergeFacts(held.facts, own) : own
    const tabs = (held?.tabs ?? 0) + (hasTab.get(session, tab) ? 0 : 1)
    const { slot, key } = held ?? keys.create(session)
    writeSession.run(session, ...toSessionRow(slot, facts, tabs, sealFacts(key, session, facts)))
    const headBytes = readSegmentHeader(bytes).bytes + header.timelineBytes
    writeSegment.run(
      session,
      tab,
      sequence,
      header.startedAt,
      header.endedAt,
      segment.receivedChecksum,
      header.previous,
      segment.timeline.length,
      segment.frames,
      JSON.stringify(segment.keyframes),
      bytes.length,
      seal(key, bytes.subarray(0, headBytes), segmentPlace('head', session, tab, sequence)),
      seal(key, bytes.subarray(headBytes), segmentPlace('frames', session, tab, sequence)),
    )
    return 'stored'
  }
}

function excludedColumns(): string {
  return sessionColumns
    .split(',')
    .map((column) => `excluded.${column.trim()}`)
    .join(', ')
}
