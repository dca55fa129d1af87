import type { TimelineEvent } from './timeline-event.ts'

/*
 * What the server's query API answers, as JSON. Times are ms since the Unix epoch.
 *
 * GET    {base}/api/sessions?limit=50&cursor=…                  SessionList
 * GET    {base}/api/sessions/{session}                          SessionManifest
 * GET    {base}/api/sessions/{session}/timeline                 SessionTimeline
 * GET    {base}/api/sessions/{session}/segments/{tab}/{sequence}  a segment's bytes
 * DELETE {base}/api/sessions/{session}                          ErasureReport
 * GET    {base}/api/storage                                     StorageReport
 * GET    {base}/api/access                                      AccessReport
 * GET    {base}/api/holds                                       { holds: LegalHold[] }
 * GET    {base}/api/audit?limit=50&cursor=…                     AuditPage
 * GET    {base}/api/audit/verification                          AuditVerification
 * GET    {base}/api/receipts?limit=50&cursor=…                  ReceiptPage
 * GET    {base}/api/warnings, {base}/api/sessions/{session}/warnings      { warnings: PrivacyWarning[] }
 * GET    {base}/api/sessions/{session}/annotations              { annotations: Annotation[] }
 * POST   {base}/api/sessions/{session}/annotations  { at, text }          Annotation
 * DELETE {base}/api/sessions/{session}/annotations/{annotation}           204
 * GET    {base}/api/shares?session=…                            { shares: ShareLink[] }
 * POST   {base}/api/shares  { session, days?, from?, to? }      CreatedShare
 * DELETE {base}/api/shares/{session}/{share}                    204
 * GET    {base}/share/{token}/api/share                         OpenedShare
 *        {base}/share/{token}/api/sessions/{session}…           as above, of that session only
 * POST   {base}/erase  EraseRequest, from the recorded browser     204
 * Any failure                                                   ApiErrorBody
 */

export interface SessionSummary {
  id: string
  startedAt: number
  endedAt: number
  /** Scrubbed URL of the first page; null if no navigation has been seen. */
  entryUrl: string | null
  /** Pages seen: documents loaded and in-document navigations. */
  pages: number
  clicks: number
  errors: number
  /** The id given to `identify`, the last one if there were several. */
  user: string | null
  userAgent: string | null
  release: string | null
  tabs: number
  segments: number
  /** Bytes the session takes in the store. */
  storedBytes: number
}

export interface SessionList {
  /** Newest first, by the time of the last event. */
  sessions: SessionSummary[]
  /** Give it as `cursor` to read on; null at the end. */
  nextCursor: string | null
}

export interface SegmentSummary {
  sequence: number
  startedAt: number
  endedAt: number
  timelineEvents: number
  frames: number
  /** Bytes of the segment as served. */
  bytes: number
  /** Times of the full snapshots in it: playback can begin there. */
  keyframes: number[]
}

/** Segments that never arrived. */
export interface SegmentGap {
  /** First missing sequence number. */
  fromSequence: number
  /** Last missing sequence number. */
  toSequence: number
  startedAt: number
  endedAt: number
}

export interface TabManifest {
  id: string
  startedAt: number
  endedAt: number
  /** By sequence number. */
  segments: SegmentSummary[]
  gaps: SegmentGap[]
}

export interface SessionManifest {
  session: SessionSummary
  /** By the time of their first event. */
  tabs: TabManifest[]
}

export interface SessionTimeline {
  /** By time. `tab` is null for what a server told: it belongs to the session, and every tab shows it. */
  events: (TimelineEvent & { tab: string | null })[]
}

export interface StorageReport {
  sessions: number
  usedBytes: number
  /** The budget; null if there is none. */
  budgetBytes: number | null
  /** When the budget will be used up at the pace of the last day; null if it will not, or has none. */
  fullAt: number | null
  /** The session that goes next, unless somebody puts a hold on it; null if none goes. */
  next: {
    session: string
    /** When; null if that depends on what is recorded until then. */
    at: number | null
    why: 'retention' | 'budget'
  } | null
  /** How long sessions stay: by the first rule that fits, else by the last, which fits all. */
  retention: RetentionEntry[]
}

export interface RetentionEntry {
  /** All of it must fit; nothing for the rest of the sessions. */
  when: { errors?: boolean; identified?: boolean; entryUrl?: string; release?: string }
  /** ms after a session's last event; null for ever. */
  keepMs: number | null
}

/** Who asks, and what they may do. */
export interface AccessReport {
  /** As the application's `authorize` names them. */
  actor: string
  /** Such as `watch`; a newer server may name rights that this version does not know. */
  can: string[]
}

/** Keeps a session, or all sessions of a user, from being erased. */
export interface LegalHold {
  id: string
  on: { session: string } | { user: string }
  /** Why, for instance a case number. */
  reason: string
  /** Who placed it. */
  by: string
  /** ms since the Unix epoch. */
  at: number
}

/**
 * Asks for the erasure of a session by the browser that recorded it, as JSON in `text/plain`. The proof
 * is the secret of which every tab of the session has told the hash (`ConsentEvent`).
 */
export interface EraseRequest {
  session: string
  /** 32 hex digits. */
  secret: string
}

export interface ApiErrorBody {
  error: {
    /** One of a closed list; see the server's `replay-error.ts`. */
    code: string
    /** What failed, which value, what to do next. */
    message: string
  }
}
