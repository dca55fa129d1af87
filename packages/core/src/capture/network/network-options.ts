/** What may be recorded of a request besides method, scrubbed URL, status, sizes and timing. */
export interface NetworkOptions {
  /**
   * Request and response headers whose values may be recorded, by name. Default none. Headers that carry
   * credentials (`authorization`, `cookie` and their kin) are never recorded, named or not.
   */
  headers?: readonly string[]
  /**
   * Requests whose bodies may be recorded: an expression, or a text that the absolute URL contains.
   * Default none. Only text is read, never a stream of events, and the detectors clean it.
   */
  bodies?: readonly (string | RegExp)[]
  /** Of one body, bytes; what is beyond is cut off. Default 10,000, at most 50,000. */
  maxBodyBytes?: number
  /** Has the last word on a body: another text, or null to leave it out. */
  redactBody?: (body: RecordedBody) => string | null
}

export interface RecordedBody {
  side: 'request' | 'response'
  /** Scrubbed. */
  url: string
  text: string
}
