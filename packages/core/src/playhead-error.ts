export type PlayheadErrorCode =
  /** `endpoint` is neither a path nor an absolute http(s) URL. */
  | 'invalid_endpoint'
  /** Another option has a value it cannot have; the message names it. */
  | 'invalid_option'
  /** `start` was called again with another endpoint; the first recording goes on. */
  | 'already_started'
  /** The recorder's code could not be loaded or did not start. */
  | 'recorder_failed'
  /** A part of the recorder failed; the application goes on, and so does the rest. */
  | 'capture_failed'
  /** A segment was given up: retries were exhausted, or too many were waiting. */
  | 'send_failed'
  /** The server refused a segment for good. */
  | 'refused'
  /** Something was too large, or not JSON, and was left out. */
  | 'not_recorded'

/** What `onError` receives. Never thrown once a recording has started. */
export class PlayheadError extends Error {
  override readonly name: string = 'PlayheadError'
  readonly code: PlayheadErrorCode

  constructor(code: PlayheadErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Thrown by `start`, for options that can never work: `invalid_endpoint` or `invalid_option`. */
export class PlayheadConfigError extends PlayheadError {
  override readonly name = 'PlayheadConfigError'
}
