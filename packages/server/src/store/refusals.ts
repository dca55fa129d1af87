import { ReplayError } from '../replay-error.ts'
import type { SessionLimits, StoreSegment } from './replay-store.ts'

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

function full(what: string, limit: number): ReplayError {
  return new ReplayError(
    'session_full',
    `The session holds ${what} and may hold ${limit}. Raise limits, or start a new session.`,
  )
}
