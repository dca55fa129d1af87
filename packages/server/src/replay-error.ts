import { ProtocolError, type ProtocolErrorCode } from '@playhead/protocol'

/** Every way a request or a set-up can fail. A segment that cannot be decoded keeps the decoder's code. */
export type ReplayErrorCode =
  | ProtocolErrorCode
  /** `createReplayServer` or a store was given an option it cannot work with. */
  | 'invalid_option'
  | 'not_found'
  | 'method_not_allowed'
  | 'foreign_origin'
  | 'unsupported_media_type'
  /** The body broke off, or somebody read it before. */
  | 'unreadable_body'
  /** The session holds as many segments or bytes as one session may. */
  | 'session_full'
  /** The session was erased; what arrives for it later is refused, so that it stays erased. */
  | 'session_erased'
  /** `accept` said no; the recorder stops for this session. */
  | 'session_not_accepted'
  /** A legal hold keeps the session; the message names it. */
  | 'session_held'
  /** A deletion receipt that was changed, or that another store signed. */
  | 'receipt_invalid'
  /** What was posted to `events` is no event. */
  | 'invalid_event'
  | 'rate_limited'
  /** Events are posted, and no `ingestToken` was given. */
  | 'ingest_token_missing'
  /** Whoever asks for the erasure of a session has not shown to be the browser that recorded it. */
  | 'proof_wrong'
  | 'invalid_cursor'
  /** The session has as many notes as it may have. */
  | 'annotations_full'
  /** No link of this store: incomplete, changed or made up. */
  | 'share_invalid'
  | 'share_expired'
  | 'share_revoked'
  /** The session that a link shows was erased. */
  | 'share_session_erased'
  /** `shares` is false. */
  | 'shares_disabled'
  /** The segment was recorded under privacy rules that `requirePolicy` does not name. */
  | 'policy_refused'
  | 'invalid_parameter'
  /** `authorize` let nobody in. */
  | 'not_authorized'
  /** Somebody is let in, but not for this. */
  | 'right_missing'
  /** No `authorize` in production. */
  | 'authorize_missing'
  /** `authorize` threw, or answered something that is not an `Access`. */
  | 'authorize_failed'
  /** This Node has no `node:sqlite`. */
  | 'sqlite_missing'
  /** The store has no room. What was acknowledged is kept. */
  | 'storage_full'
  /** The file is no Playhead database, or a damaged or newer one. */
  | 'storage_unreadable'
  /** The database is encrypted, and its key file or keyring is not there or does not hold the key. */
  | 'key_missing'
  /** The key file is not the one that the database was encrypted with, or is none. */
  | 'key_wrong'
  /** The key provider failed. */
  | 'keys_unavailable'
  /** The store could not be reached or did not answer. */
  | 'storage_unavailable'
  /** The viewer or the script has not been built. */
  | 'static_file_missing'
  | 'internal'

/** The one place where a code becomes an HTTP status. */
const statuses: Readonly<Record<ReplayErrorCode, number>> = {
  not_a_segment: 400,
  unsupported_version: 400,
  truncated: 400,
  trailing_bytes: 400,
  invalid_header: 400,
  checksum_mismatch: 400,
  too_large: 413,
  invalid_compression: 400,
  too_many_events: 413,
  too_deep: 413,
  invalid_json: 400,
  invalid_timeline_event: 400,
  invalid_frame: 400,
  invalid_option: 500,
  not_found: 404,
  method_not_allowed: 405,
  foreign_origin: 403,
  unsupported_media_type: 415,
  unreadable_body: 400,
  // 410 tells the recorder to send no more of this session.
  session_full: 410,
  session_erased: 410,
  session_not_accepted: 410,
  policy_refused: 412,
  share_invalid: 404,
  share_expired: 410,
  share_revoked: 410,
  share_session_erased: 410,
  shares_disabled: 403,
  annotations_full: 409,
  session_held: 409,
  proof_wrong: 403,
  receipt_invalid: 400,
  invalid_event: 400,
  rate_limited: 429,
  ingest_token_missing: 403,
  invalid_cursor: 400,
  invalid_parameter: 400,
  not_authorized: 401,
  right_missing: 403,
  authorize_missing: 403,
  authorize_failed: 500,
  sqlite_missing: 503,
  storage_full: 503,
  storage_unreadable: 503,
  storage_unavailable: 503,
  key_missing: 503,
  key_wrong: 503,
  keys_unavailable: 503,
  static_file_missing: 503,
  internal: 500,
}

const seeLog = "the server's log says more"

/** Ingest answers anybody, so what tells of the machine is replaced. */
const concealed: Partial<Record<ReplayErrorCode, string>> = {
  storage_full: `The store has no room for more; ${seeLog}. What it acknowledged is kept.`,
  storage_unreadable: `The store cannot be read; ${seeLog}.`,
  key_missing: `The store cannot be opened; ${seeLog}.`,
  key_wrong: `The store cannot be opened; ${seeLog}.`,
  keys_unavailable: `The store cannot be opened; ${seeLog}. Try again later.`,
  storage_unavailable: `The store did not answer; ${seeLog}. Try again later.`,
  sqlite_missing: `The store cannot run on this Node; ${seeLog}.`,
}

/** What this package throws, and what its JSON errors are made of. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError'
  readonly code: ReplayErrorCode

  constructor(code: ReplayErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }

  /** The HTTP status this error is answered with. */
  get status(): number {
    return statuses[this.code]
  }

  /** The message as strangers may read it: paths and the database's words stay in the log. */
  get publicMessage(): string {
    return concealed[this.code] ?? this.message
  }
}

/** Any thrown value as a `ReplayError`. What nobody foresaw tells the outside nothing. */
export function toReplayError(thrown: unknown): ReplayError {
  if (thrown instanceof ReplayError) return thrown
  if (thrown instanceof ProtocolError) {
    return new ReplayError(thrown.code, thrown.message, { cause: thrown })
  }
  return new ReplayError('internal', 'The replay server failed; its log says why.', {
    cause: thrown,
  })
}
