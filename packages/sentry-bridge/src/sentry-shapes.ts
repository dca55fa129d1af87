/*
 * What this package uses of Sentry's SDKs, in every major version from 8 to 11. Nothing is imported from
 * them: the application's own copy is handed in.
 */

export interface SentryEvent {
  /** Undefined for errors and messages. */
  type?: string | undefined
  event_id?: string | undefined
  /** Seconds since the Unix epoch. */
  timestamp?: number | undefined
  message?: string | undefined
  exception?:
    | { values?: { type?: string | undefined; value?: string | undefined }[] | undefined }
    | undefined
  tags?: { [name: string]: unknown } | undefined
  contexts?: { [name: string]: { [field: string]: unknown } | undefined } | undefined
}

export interface SentryResponse {
  /** Missing if nothing was sent, or not yet. */
  statusCode?: number | undefined
  headers?: { [name: string]: string | null } | undefined
}

export interface SentryDsn {
  protocol: string
  host: string
  port?: string | undefined
  path?: string | undefined
  projectId: string
}

export interface SentryClient {
  getDsn(): SentryDsn | undefined
  /** `beforeSend` has let it pass. */
  on(hook: 'beforeSendEvent', hear: (event: SentryEvent) => void): unknown
  on(hook: 'afterSendEvent', hear: (event: SentryEvent, response: SentryResponse) => void): unknown
}
