export type PlayerErrorCode =
  /** The session or segment does not exist, or has been erased. */
  | 'not_found'
  /** The server lets nobody in, or not for this. Its own message says why. */
  | 'forbidden'
  /** No answer came. */
  | 'network'
  /** The server does not do what it was asked for. Its own message says why. */
  | 'refused'
  /** The server answered with a failure of its own. */
  | 'server_failed'
  /** The answer is not what the query API promises: another version, or something in between. */
  | 'invalid_answer'
  /** A segment arrived that cannot be decoded. */
  | 'damaged_segment'
  /** A tab's recording holds no full snapshot to build a page on. */
  | 'no_snapshot'
  /** `createPlayer` or one of its methods was given something it cannot use. */
  | 'invalid_option'

/** What this package throws and reports. An aborted call rejects with its signal's reason instead. */
export class PlayerError extends Error {
  override readonly name = 'PlayerError'
  readonly code: PlayerErrorCode

  constructor(code: PlayerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** What kept a picture from being shown. */
export function toPlayerError(error: unknown): PlayerError {
  if (error instanceof PlayerError) return error
  const why = error instanceof Error ? error.message : String(error)
  return new PlayerError('damaged_segment', `The recording cannot be shown here. ${why}`, {
    cause: error,
  })
}
