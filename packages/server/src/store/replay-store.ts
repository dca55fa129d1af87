import type {
  SegmentHeader,
  SegmentSummary,
  SessionList,
  SessionSummary,
  SessionTimeline,
  TimelineEvent,
} from '@playhead/protocol'

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
  /** `nextCursor` of the page before; null for the newest. */
  cursor: string | null
}

/** A session and what is known of its segments without opening one. */
export interface StoredSession {
  session: SessionSummary
  /** By tab, then by sequence number. */
  segments: (SegmentSummary & { tab: string })[]
}

/**
 * Where sessions live. Every store passes the cases of `storeContract` in `@playhead/server/testing`.
 *
 * Each method may reject with a `ReplayError`: `storage_full`, `storage_unreadable` or
 * `storage_unavailable`. Nothing has changed then.
 */
export interface ReplayStore {
  /**
   * Keeps a segment. Resolves once it survives the death of the process; until then nothing of it
   * may be taken as kept.
   *
   * @returns `duplicate` if the session, tab and sequence number are there already: the first stays.
   * @throws {ReplayError} `session_full` or `session_erased`.
   */
  append(segment: StoreSegment, limits: SessionLimits): Promise<'stored' | 'duplicate'>

  /**
   * Sessions, the newest first, by the time of their last event. Reading on with a cursor neither
   * repeats nor skips a session because others arrived meanwhile.
   *
   * @throws {ReplayError} `invalid_cursor`.
   */
  listSessions(query: ListQuery): Promise<SessionList>

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
   * Deletes a session for good: its bytes are overwritten, and segments that arrive late are refused.
   * @returns false if there is no such session.
   */
  eraseSession(session: string): Promise<boolean>

  /** Takes in what is under way, then lets go of files and connections. Harmless when done before. */
  close(): Promise<void>
}
