import { type DecodeLimits, decodeLimits } from '@playhead/protocol'
import { ReplayError } from './replay-error.ts'
import type { ServerEventLimits } from './store/server-events.ts'
import type { SessionLimits } from './store/replay-store.ts'

/** What one segment and one session may cost. */
export interface ServerLimits extends DecodeLimits, SessionLimits, ServerEventLimits {}

const serverLimits: ServerLimits = {
  ...decodeLimits,
  // A segment every five seconds for fourteen hours, or several tabs for a working day.
  maxSegmentsPerSession: 10_000,
  maxBytesPerSession: 256_000_000,
  maxServerEventsPerSession: 500,
  maxWaitingServerEvents: 1_000,
  keepWaitingMs: 600_000,
}

/**
 * The defaults with `changes` applied.
 * @throws {ReplayError} `invalid_option` if a limit is unknown or is not a positive whole number.
 */
export function resolveLimits(changes: Partial<ServerLimits> = {}): ServerLimits {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(serverLimits, name)) {
      throw new ReplayError(
        'invalid_option',
        `There is no limit ${name}; there are ${Object.keys(serverLimits).join(', ')}.`,
      )
    }
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new ReplayError(
        'invalid_option',
        `The limit ${name} is ${String(value)}; give a whole number above 0.`,
      )
    }
  }
  return { ...serverLimits, ...changes }
}
