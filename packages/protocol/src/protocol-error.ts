export type ProtocolErrorCode =
  /** The magic bytes are missing: this was never a segment. */
  | 'not_a_segment'
  /** A segment of a format version this decoder does not know. */
  | 'unsupported_version'
  /** Fewer bytes than the header announces. */
  | 'truncated'
  /** More bytes than the header announces. */
  | 'trailing_bytes'
  | 'invalid_header'
  | 'checksum_mismatch'
  /** The wire bytes, or what they announce or inflate to, exceed the limits. */
  | 'too_large'
  | 'invalid_compression'
  | 'too_many_events'
  | 'too_deep'
  | 'invalid_json'
  | 'invalid_timeline_event'
  | 'invalid_frame'

/** Thrown by the decoder and the encoder; nothing else is. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
  readonly code: ProtocolErrorCode

  constructor(code: ProtocolErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
