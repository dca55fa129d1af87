import { isSessionId } from '@playhead/protocol'
import { ReplayError } from '../replay-error.ts'

/**
 * A place in the list, named by the session read last. Newer sessions appear before it and so do not
 * shift what comes after.
 */
export interface ListPosition {
  endedAt: number
  id: string
}

function writeCursor({ endedAt, id }: ListPosition): string {
  return Buffer.from(`${endedAt} ${id}`).toString('base64url')
}

/** @throws {ReplayError} `invalid_cursor`. */
export function readCursor(cursor: string): ListPosition {
  const [time = '', id, ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const endedAt = Number(time)
  if (time !== '' && Number.isFinite(endedAt) && isSessionId(id) && rest.length === 0) {
    return { endedAt, id }
  }
  throw new ReplayError(
    'invalid_cursor',
    'This cursor did not come from a list. Read the list from its beginning.',
  )
}

/** By id among equals. */
function compareNewestFirst(a: ListPosition, b: ListPosition): number {
  if (a.endedAt !== b.endedAt) return b.endedAt - a.endedAt
  if (a.id === b.id) return 0
  return a.id < b.id ? 1 : -1
}

export function comparePositions(
  order: 'newest' | 'oldest',
): (a: ListPosition, b: ListPosition) => number {
  return order === 'newest' ? compareNewestFirst : (a, b) => compareNewestFirst(b, a)
}

/** `found` holds up to one session more than `limit`, to tell whether there are more. */
export function toPage<T extends ListPosition>(
  found: readonly T[],
  limit: number,
): { sessions: T[]; nextCursor: string | null } {
  const sessions = found.slice(0, limit)
  const last = sessions.at(-1)
  return { sessions, nextCursor: last && found.length > limit ? writeCursor(last) : null }
}
