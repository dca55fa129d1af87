import type { DatabaseSync } from 'node:sqlite'
import { readSegmentHeader } from '@playhead/protocol'
import { checkRoom, erasedError } from './refusals.ts'
import type { SessionLimits, StoreSegment } from './replay-store.ts'
import { factsOf, mergeFacts } from './session-facts.ts'
import { fromFacts, type Row, sessionColumns, toFacts } from './sqlite-rows.ts'

const columnCount = sessionColumns.split(',').length

/**
 * The append of a store, to be called inside a transaction.
 * @throws {ReplayError} `session_full` or `session_erased`, before anything is written.
 */
export function appendToDatabase(
  database: DatabaseSync,
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

  return (segment, limits) => {
    const { header, bytes } = segment
    const { session, tab, sequence } = header
    if (wasErased.get(session)) throw erasedError(session)
    if (isStored.get(session, tab, sequence)) return 'duplicate'
    const row: Row | undefined = readSession.get(session)
    const held = row ? toFacts(row) : null
    checkRoom(held ?? { segments: 0, storedBytes: 0 }, segment, limits)
    const facts = held ? mergeFacts(held, factsOf(segment)) : factsOf(segment)
    const tabs = Number(row?.['tabs'] ?? 0) + (hasTab.get(session, tab) ? 0 : 1)
    writeSession.run(session, ...fromFacts(facts, tabs))
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
      bytes.subarray(0, headBytes),
      bytes.subarray(headBytes),
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
