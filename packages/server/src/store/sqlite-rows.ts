import type { SegmentSummary } from '@playhead/protocol'
import type { ListPosition } from './list-cursor.ts'
import type { SessionFacts } from './session-facts.ts'

/** A row as `node:sqlite` gives it. */
export type Row = Record<string, null | number | bigint | string | Uint8Array>

export const sessionColumns =
  'key_slot, started_at, ended_at, pages, clicks, errors, tabs, segments, stored_bytes, facts'

/** What stands open in a session's row; the rest of its facts is sealed. */
export type OpenFacts = Pick<
  SessionFacts,
  'startedAt' | 'endedAt' | 'pages' | 'clicks' | 'errors' | 'segments' | 'storedBytes'
>

export function toOpenFacts(row: Row): OpenFacts {
  return {
    startedAt: Number(row['started_at']),
    endedAt: Number(row['ended_at']),
    pages: Number(row['pages']),
    clicks: Number(row['clicks']),
    errors: Number(row['errors']),
    segments: Number(row['segments']),
    storedBytes: Number(row['stored_bytes']),
  }
}

export function toPosition(row: Row): ListPosition {
  return { id: String(row['id']), endedAt: Number(row['ended_at']) }
}

/** Values in the order of `sessionColumns`. */
export function toSessionRow(
  slot: number,
  facts: OpenFacts,
  tabs: number,
  sealedFacts: Uint8Array,
): (number | Uint8Array)[] {
  return [
    slot,
    facts.startedAt,
    facts.endedAt,
    facts.pages,
    facts.clicks,
    facts.errors,
    tabs,
    facts.segments,
    facts.storedBytes,
    sealedFacts,
  ]
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

function toNumbers(json: string): number[] {
  const values: unknown = JSON.parse(json)
  return Array.isArray(values) ? values.map(Number) : []
}
