import type {
  AuditRecord,
  AuditVerification,
  LegalHold,
  SegmentHeader,
  SegmentSummary,
  SessionSummary,
  SessionTimeline,
  TimelineEvent,
} from '@playhead/protocol'
import type { AuditEntry } from '../audit/audit.ts'
import type { Settings } from '../settings/describe-settings.ts'
import type { Finding } from './findings.ts'
import type { RecordStore } from './record-store.ts'
import type { ServerEventLimits, ToldEvent } from './server-events.ts'

/** A checked and cleaned segment, as the store takes it. */
export interface StoreSegment {
  /** The header of `bytes`. */
  header: SegmentHeader
  /** The encoded segment. The store gives back exactly these bytes. */
  bytes: Uint8Array<ArrayBuffer>
  /** Checksum of the segment as it came: the next one's `previous` refers to that, not to `bytes`. */
  receivedChecksum: number
  timeline: readonly TimelineEvent[]
  /** How many frames it holds. */
  frames: number
  /** Times of its full snapshots, ms since the Unix epoch. */
  keyframes: readonly number[]
  /** The browser that sent it, as it names itself. */
  userAgent: string | null
  /** What the second line took out of it. */
  findings: readonly Finding[]
}

/** What one session may take in the store. */
export interface SessionLimits {
  maxSegmentsPerSession: number
  /** Bytes of all its segments together. */
  maxBytesPerSession: number
}

export interface ListQuery {
  /** At most this many sessions. */
  limit: number
  /** `nextCursor` of the page before; null to begin. */
  cursor: string | null
  /** By the time of the last event. Default `newest`, the newest first. */
  order?: 'newest' | 'oldest'
}

/** A session's summary, with what only the server needs to find it by. */
export interface StoredSummary extends SessionSummary {
  /** Every id given to `identify`, sorted, the first 100 of them. */
  users: string[]
}

export interface StoredList {
  sessions: StoredSummary[]
  nextCursor: string | null
}

/** A session and what is known of its segments without opening one. */
export interface StoredSession {
  session: StoredSummary
  /** By tab, then by sequence number. */
  segments: (SegmentSummary & { tab: string })[]
}

/** What went with an erased session. */
export interface ErasedSession {
  segments: number
  /** Bytes of its segments. */
  bytes: number
}

export interface StoreUsage {
  sessions: number
  /** Bytes that the store takes, without space that it will use again. */
  bytes: number
}

export interface StoreSignature {
  /** Ed25519 public key (RFC 8032), base64url. */
  publicKey: string
  /** base64url. */
  signature: string
}

/**
 * Where sessions live. Every store passes the cases of `storeContract` in `@playhead/server/testing`.
 *
 * Each method may reject with a `ReplayError`: `storage_full`, `storage_unreadable` or
 * `storage_unavailable`. Nothing has changed then.
 */
export interface ReplayStore extends RecordStore {
  /**
   * Keeps a segment. Resolves once it survives the death of the process; until then nothing of it
   * may be taken as kept.
   *
   * @returns `duplicate` if the session, tab and sequence number are there already: the first stays.
   * @throws {ReplayError} `session_full` or `session_erased`.
   */
  append(segment: StoreSegment, limits: SessionLimits): Promise<'stored' | 'duplicate'>

  /**
   * Sessions by the time of their last event. Reading on with a cursor neither repeats nor skips a
   * session because others arrived meanwhile.
   *
   * @throws {ReplayError} `invalid_cursor`.
   */
  listSessions(query: ListQuery): Promise<StoredList>

  /** null if there is no such session. */
  readSession(session: string): Promise<StoredSession | null>

  /** All tabs' events by time, read without touching frames; null if there is no such session. */
  readTimeline(session: string): Promise<SessionTimeline | null>

  /** The bytes given to `append`; null if there is no such segment. */
  readSegment(
    session: string,
    tab: string,
    sequence: number,
  ): Promise<Uint8Array<ArrayBuffer> | null>

  /**
   * Deletes a session for good: its key first, if it has one, then its bytes. Segments that arrive
   * late are refused.
   *
   * @returns what went with it; null if there is no such session.
   * @throws {ReplayError} `session_held`, naming the hold.
   */
  eraseSession(session: string): Promise<ErasedSession | null>

  /**
   * Keeps what a server told, apart from the segments; `readTimeline` shows it with `tab: null`. The
   * session's first segment may come later, or never: what waits is bounded, the oldest goes first.
   *
   * @returns `full` if the session holds as many as it may: nothing is kept then.
   * @throws {ReplayError} `session_erased`.
   */
  appendServerEvent(told: ToldEvent, limits: ServerEventLimits): Promise<'stored' | 'full'>

  /**
   * Gives the newest event of that digest which was told of no session to this one.
   * @param now ms since the Unix epoch.
   * @returns false if there is none, or the session holds it already.
   */
  claimServerEvent(
    session: string,
    digest: string,
    now: number,
    limits: ServerEventLimits,
  ): Promise<boolean>

  /** From now on nothing erases what it is on. Placing a hold of the same id again changes nothing. */
  placeHold(hold: LegalHold): Promise<void>

  /** By the time they were placed. */
  listHolds(): Promise<LegalHold[]>

  /** @returns false if there is no such hold. */
  liftHold(id: string): Promise<boolean>

  measure(): Promise<StoreUsage>

  /**
   * Puts an entry at the end of the audit log. Nothing changes or removes it afterwards, the erasure of
   * the sessions it names included.
   */
  appendAudit(entry: AuditEntry): Promise<AuditRecord>

  /**
   * Remembers what the server of that name runs with, and puts an entry about each difference to what it
   * ran with before at the end of the audit log, in one step.
   *
   * @param at ms since the Unix epoch.
   * @returns those entries.
   */
  noteSettings(noted: { service: string; settings: Settings; at: number }): Promise<AuditEntry[]>

  /** The newest first. @param query.before the number to go on below; null to begin. */
  readAudit(query: { limit: number; before: number | null }): Promise<AuditRecord[]>

  /** Looks at every entry: whether one was changed, taken out or moved. */
  verifyAudit(): Promise<AuditVerification>

  /** HMAC-SHA-256 under a key of the store's own, base64url: what only this store can have written. */
  keyedHash(text: string): Promise<string>

  /** Signs with a key of the store's own, the same as long as what it keeps is the same. */
  sign(text: string): Promise<StoreSignature>

  /** Takes in what is under way, then lets go of files and connections. Harmless when done before. */
  close(): Promise<void>
}
