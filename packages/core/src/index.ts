import type { ErrorContext } from '@playhead/protocol'
import { createReplay, type SharedReplay } from './create-replay.ts'
import { pageClock } from './page/clock.ts'
import type { Replay } from './replay.ts'
import { toErrorContext } from './to-error-context.ts'
import type { ReplayOptions } from './replay-options.ts'

export type { ErrorContext, FrustrationEvent, JsonValue, SamplingGate } from '@playhead/protocol'
export { parseHeaderNames, readHeaders } from './capture/network/read-headers.ts'
export type { CanvasOptions } from './capture/canvas/canvas-options.ts'
export type { NetworkOptions, RecordedBody } from './capture/network/network-options.ts'
export type { PropagateOptions } from './capture/network/propagate-options.ts'
export type { DomRecording, RecordDom } from './dom/record-dom.ts'
export type { FrustrationOptions } from './frustration/frustration-options.ts'
export { followReplay, type ReplaySource } from './follow-replay.ts'
export type { Clock } from './page/clock.ts'
export { PlayheadConfigError, PlayheadError, type PlayheadErrorCode } from './playhead-error.ts'
export { markers } from './privacy/markers.ts'
export type { PrivacyOptions } from './privacy/privacy-options.ts'
export type { Replay, ReplayLink, ReplayState, StopReason } from './replay.ts'
export type { ReplayLimits, ReplayOptions } from './replay-options.ts'
export type { ConsentDetails, ConsentState } from './session/consent.ts'
export type { SamplingContext, SamplingOptions } from './session/sampling-options.ts'
export type { KeyValue, SessionCache } from './session/session-cache.ts'

/*
 * On the global object, not in this module: a page can hold two copies of it (the script and the
 * package, or one per bundle), and a page is recorded once.
 */
const slot = Symbol.for('@playhead/core')
const page = globalThis as { [slot]?: SharedReplay }

/**
 * Starts recording this page, or joins the recording that is under way; each `start` needs a `stop`.
 * Outside a page (server rendering) the handle does nothing.
 *
 * @param options.endpoint where the replay handler is mounted: a path or an absolute http(s) URL.
 * @returns at once; the recorder's code is loaded meanwhile, and calls made before it is there are kept.
 * @throws {PlayheadConfigError} `invalid_endpoint` or `invalid_option`. Later failures go to `onError`.
 * @example
 * const replay = start({ endpoint: '/api/replay' })
 * replay.identify('user-17')
 */
export function start(options: ReplayOptions): Replay {
  const running = page[slot]
  const shared =
    running ??
    createReplay(
      options,
      {
        recorder: () => import('./start-replay.ts'),
        hold: () => import('./segments/hold.ts'),
      },
      () => {
        delete page[slot]
      },
    )
  shared.retain(options)
  if (typeof document !== 'undefined') page[slot] = shared
  return shared.replay
}

/** The recording of this page; null if there is none. */
export function getReplay(): Replay | null {
  return page[slot]?.replay ?? null
}

/**
 * The fields that make an error report in any tracker lead to the recording of this page.
 *
 * @param error whatever was thrown. Its message and stack are handed on as they are.
 * @param options.replay default the page's recording.
 * @param options.at when it happened, ms since the Unix epoch. Default now.
 * @example
 * navigator.sendBeacon('/errors', JSON.stringify(replayContext(error)))
 */
export function replayContext(
  error: unknown,
  options: { replay?: Replay | null; at?: number } = {},
): ErrorContext {
  try {
    return toErrorContext(error, { replay: getReplay(), at: pageClock.now(), ...options })
  } catch {
    // A trap of a proxy, a time that is none: whoever reports an error must not meet another.
    return replayContext('[unreadable]')
  }
}
