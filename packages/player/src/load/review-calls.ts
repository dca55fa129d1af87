import type {
  Annotation,
  AuditAction,
  AuditPage,
  AuditVerification,
  CreatedShare,
  OpenedShare,
  PrivacyWarning,
  ShareLink,
} from '@playhead/protocol'
import type { Call, HttpApi } from './http-api.ts'
import {
  parseAnnotation,
  parseAnnotations,
  parseAuditPage,
  parseCreatedShare,
  parseOpenedShare,
  parseShares,
  parseVerification,
  parseWarnings,
} from './parse-review-answers.ts'

/** For whom a link is, how long it opens, and what it shows. */
export interface ShareDraft {
  session: string
  days: number
  /** The part to show, ms since the Unix epoch; all of it without. */
  range?: { from: number; to: number }
}

/** What entries of the audit log have to be like, all of it. */
export interface AuditQuery {
  /** A part of the name of who did it. */
  actor?: string
  action?: AuditAction
  /** The beginning of a session's id. */
  session?: string
  /** ms since the Unix epoch. */
  from?: number
  to?: number
}

/** Calls about what people do with recordings: notes, links for others, and who did what. */
export interface ReviewCalls {
  listAnnotations(session: string, options?: Call): Promise<Annotation[]>
  annotate(session: string, note: { at: number; text: string }, options?: Call): Promise<Annotation>
  deleteAnnotation(session: string, annotation: string, options?: Call): Promise<void>
  listShares(session: string, options?: Call): Promise<ShareLink[]>
  createShare(draft: ShareDraft, options?: Call): Promise<CreatedShare>
  revokeShare(share: Pick<ShareLink, 'session' | 'id'>, options?: Call): Promise<void>
  /** What a link shows; only below the link's own address. */
  readShare(options?: Call): Promise<OpenedShare>
  /** What the server's second line took out of a session. @param session null for all that it caught last. */
  listWarnings(session: string | null, options?: Call): Promise<PrivacyWarning[]>
  readAudit(
    query?: AuditQuery,
    options?: Call & { cursor?: string; limit?: number },
  ): Promise<AuditPage>
  verifyAudit(options?: Call): Promise<AuditVerification>
}

export function createReviewCalls(api: HttpApi): ReviewCalls {
  const ofSession = (session: string, rest: string): string =>
    `sessions/${encodeURIComponent(session)}/${rest}`

  return {
    listAnnotations: (session, { signal } = {}) =>
      api.json({ path: ofSession(session, 'annotations'), signal }, parseAnnotations),
    annotate: (session, { at, text }, { signal } = {}) =>
      api.json(
        {
          method: 'POST',
          path: ofSession(session, 'annotations'),
          body: { at, text },
          signal,
        },
        parseAnnotation,
      ),
    deleteAnnotation: (session, annotation, { signal } = {}) =>
      api.done({
        method: 'DELETE',
        path: ofSession(session, `annotations/${encodeURIComponent(annotation)}`),
        signal,
      }),
    listShares: (session, { signal } = {}) =>
      api.json({ path: `shares?${new URLSearchParams({ session })}`, signal }, parseShares),
    createShare: ({ session, days, range }, { signal } = {}) =>
      api.json(
        { method: 'POST', path: 'shares', body: { session, days, ...range }, signal },
        parseCreatedShare,
      ),
    revokeShare: ({ session, id }, { signal } = {}) =>
      api.done({
        method: 'DELETE',
        path: `shares/${encodeURIComponent(session)}/${encodeURIComponent(id)}`,
        signal,
      }),
    readShare: ({ signal } = {}) => api.json({ path: 'share', signal }, parseOpenedShare),
    listWarnings: (session, { signal } = {}) =>
      api.json(
        { path: session === null ? 'warnings' : ofSession(session, 'warnings'), signal },
        parseWarnings,
      ),
    readAudit(query = {}, { cursor, limit, signal } = {}) {
      const fields = Object.entries({ ...query, limit, cursor })
      const given = fields.flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      )
      return api.json({ path: `audit?${new URLSearchParams(given)}`, signal }, parseAuditPage)
    },
    verifyAudit: ({ signal } = {}) =>
      api.json({ path: 'audit/verification', signal }, parseVerification),
  }
}
