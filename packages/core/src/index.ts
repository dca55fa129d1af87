import { PlayheadConfigError } from './playhead-error.ts'
import type { Replay } from './replay.ts'
import type { ReplayOptions } from './replay-options.ts'

export type { JsonValue } from '@playhead/protocol'
export type { Clock } from './page/clock.ts'
export { PlayheadConfigError, PlayheadError, type PlayheadErrorCode } from './playhead-error.ts'
export type { PrivacyOptions } from './privacy/privacy-options.ts'
export type { Replay, ReplayState, StopReason } from './replay.ts'
export type { ReplayLimits, ReplayOptions } from './replay-options.ts'
export type { KeyValue, SessionCache } from './session/session-cache.ts'

export function start(options: ReplayOptions): Replay {
  throw new PlayheadConfigError('invalid_option', `Not yet: ${options.endpoint}`)
}

export function getReplay(): Replay | null {
  return null
}
