import type { SegmentSummary, SessionSummary } from '@playhead/protocol'
import type { Dated, SessionFacts } from './session-facts.ts'
import { toSummary } from './session-facts.ts'

/** A row as `node:sqlite` gives it. */
export type Row = Record<string, null | number | bigint | string | Uint8Array>

export const sessionColumns = `started_at, ended_at, entry_url, entry_url_at, user, user_at,
  user_agent, user_agent_at, release, release_at, pages, clicks, errors, tabs, segments, stored_bytes`

export function toFacts(row: Row): SessionFacts {
  return {
    startedAt: Number(row['started_at']),
    endedAt: Number(row['ended_at']),
    entryUrl: toDated(row, 'entry_url'),
    user: toDated(row, 'user'),
    userAgent: toDated(row, 'user_agent'),
    release: toDated(row, 'release'),
    pages: Number(row['pages']),
    clicks: Number(row['clicks']),
    errors: Number(row['errors']),
    segments: Number(row['segments']),
    storedBytes: Number(row['stored_bytes']),
  }
}

/** Values in the order of `sessionColumns`. */
export function fromFacts(facts: SessionFacts, tabs: number): (string | number | null)[] {
  const dated = (value: Dated | null): [string | null, number | null] => [
    value?.text ?? null,
    value?.at ?? null,
  ]
  return [
    facts.startedAt,
    facts.endedAt,
    ...dated(facts.entryUrl),
    ...dated(facts.user),
    ...dated(facts.userAgent),
    ...dated(facts.release),
    facts.pages,
    facts.clicks,
    facts.errors,
    tabs,
    facts.segments,
    facts.storedBytes,
  ]
}

export function toSessionSummary(row: Row): SessionSummary {
  return toSummary(String(row['id']), toFacts(row), Number(row['tabs']))
}

export function toSegmentSummary(row: Row): SegmentSummary & { tab: string } {
  return {
    tab: String(row['tab']),
    sequence: Number(row['sequence']),
    startedAt: Number(row['started_at']),
    endedAt: Number(row['ended_at']),
    timelineEvents: Number(row['timeline_events']),
    frames: Number(row['frame_count']),
    bytes: Number(row['bytes']),
    keyframes: toNumbers(String(row['keyframes'])),
  }
}

/** A blob in memory of its own, whatever the driver handed out. */
export function toBytes(value: Row[string] | undefined): Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array ? Uint8Array.from(value) : new Uint8Array()
}

function toDated(row: Row, column: string): Dated | null {
  const text = row[column]
  return typeof text === 'string' ? { at: Number(row[`${column}_at`]), text } : null
}

function toNumbers(json: string): number[] {
  const values: unknown = JSON.parse(json)
  return Array.isArray(values) ? values.map(Number) : []
}
