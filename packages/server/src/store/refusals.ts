import type { LegalHold } from '@playhead/protocol'
import { ReplayError } from '../replay-error.ts'
import type { SessionLimits, StoredSummary, StoreSegment } from './replay-store.ts'

/**
 * @param held what the session holds so far.
 * @throws {ReplayError} `session_full`.
 */
export function checkRoom(
  held: { segments: number; storedBytes: number },
  segment: StoreSegment,
  limits: SessionLimits,
): void {
  if (held.segments >= limits.maxSegmentsPerSession) {
    throw full(`${held.segments} segments`, limits.maxSegmentsPerSession)
  }
  if (held.storedBytes + segment.bytes.length > limits.maxBytesPerSession) {
    throw full(`${held.storedBytes} bytes`, limits.maxBytesPerSession)
  }
}

export function erasedError(session: string): ReplayError {
  return new ReplayError(
    'session_erased',
    `Session ${session} was erased and takes nothing more. Start a new session.`,
  )
}

/** @throws {ReplayError} `session_held` if one of `holds` is on the session or on a user of it. */
export function checkHolds(
  { id, users }: Pick<StoredSummary, 'id' | 'users'>,
  holds: readonly LegalHold[],
): void {
  const hold = findHold({ id, users }, holds)
  if (!hold) return
  throw new ReplayError(
    'session_held',
    `Session ${id} is under the legal hold ${hold.id} (${hold.reason}), placed by ${hold.by}. Lift the hold to erase it.`,
  )
}

/** The hold that keeps the session, if there is one. */
export function findHold(
  { id, users }: Pick<StoredSummary, 'id' | 'users'>,
  holds: readonly LegalHold[],
): LegalHold | undefined {
  return holds.find(({ on }) => ('session' in on ? on.session === id : users.includes(on.user)))
}

function full(what: string, limit: number): ReplayError {
  return new ReplayError(
    'session_full',
    `The session holds ${what} and may hold ${limit}. Raise limits, or start a new session.`,
  )
}
