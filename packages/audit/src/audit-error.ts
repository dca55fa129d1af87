export type AuditErrorCode =
  /** There is no browser to run it in, or no playwright-core. */
  | 'no_browser'
  /** The page could not be loaded, or does not record. */
  | 'page_failed'
  /** Something would be recorded that should not be. */
  | 'leaks'

export class AuditError extends Error {
  override readonly name = 'AuditError'
  readonly code: AuditErrorCode
  constructor(code: AuditErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
