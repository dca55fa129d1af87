import type {
  Annotation,
  DeletionReceipt,
  PrivacyWarning,
  ReceiptPage,
  ShareLink,
} from '@playhead/protocol'

/** An erasure that has begun, with all sessions that it may take. */
export interface OpenErasure extends Pick<
  DeletionReceipt,
  'by' | 'why' | 'foundBy' | 'erasedAt' | 'sessions'
> {
  id: string
}

/** The part of a store that keeps what people add to sessions, and what is told of them. */
export interface RecordStore {
  /** @returns `full` if the session has as many as it may; `no-session` if it is not there. */
  addAnnotation(annotation: Annotation): Promise<'stored' | 'full' | 'no-session'>
  /** By the moment they are about; null if there is no such session. They go with their session. */
  listAnnotations(session: string): Promise<Annotation[] | null>
  /** @returns false if there is no such annotation. */
  removeAnnotation(session: string, id: string): Promise<boolean>

  /** A link outlives its session, to tell whoever opens it that the session is gone. */
  addShare(share: ShareLink): Promise<void>
  /** The newest first. @param session null for those of all sessions. */
  listShares(session: string | null): Promise<ShareLink[]>
  readShare(session: string, id: string): Promise<ShareLink | null>
  /** @returns false if there is no such link, or it was revoked before. */
  revokeShare(session: string, id: string, at: number): Promise<boolean>

  /** What an erasure is about to take, in place of what was said under its id before. */
  openErasure(erasure: OpenErasure): Promise<void>
  /** Those that were not closed: under way, or broken off with their process. */
  listOpenErasures(): Promise<OpenErasure[]>
  /** Forgets it and keeps its receipt, if there is one, in one step. */
  closeErasure(id: string, receipt: DeletionReceipt | null): Promise<void>
  /** The newest first. @param query.cursor `nextCursor` of the page before; null to begin. */
  listReceipts(query: { limit: number; cursor: string | null }): Promise<ReceiptPage>

  /** What the second line took out. @param session null for the sessions it found something in last. */
  listWarnings(session: string | null): Promise<PrivacyWarning[]>
}
