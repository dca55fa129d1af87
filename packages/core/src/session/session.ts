import { isTabId } from '@playhead/protocol/ids'
import type { Clock } from '../page/clock.ts'
import { type Random, randomId } from './random-id.ts'
import type { KeyValue } from './session-cache.ts'
import { sessionKey } from './kept-keys.ts'

/** A visit: shared by the tabs of a browser, ended by idleness or age. Times are ms since the epoch. */
export interface Session {
  /** 32 hex digits. */
  id: string
  startedAt: number
  /** When a person last did something. */
  activeAt: number
  /** The tab it was done in; null until it is known. */
  activeTab: string | null
  /** What becomes of it; null until it is decided. */
  mode: SessionMode | null
  /** By all of its tabs. */
  sentBytes: number
  /** 32 hex digits that never leave this browser unless to have the session erased; empty if unknown. */
  secret: string
  /** Why the mode is not what was drawn, for a person to read; empty if it is. */
  reason: string
}

const sessionModes = ['record', 'buffer', 'skip', 'stop'] as const
/** Recorded; kept back until something asks for it; not recorded; not recorded any more. */
export type SessionMode = (typeof sessionModes)[number]

export interface SessionKeeper {
  /** The session that holds now, in whichever tab it began; a new one if it has ended. */
  current(): Session
  /** A person did something in this tab: the session goes on. */
  touch(tab: string): void
  /** Whether the session has ended by now; another tab may have kept it going. */
  hasEnded(): boolean
  /** Decides for this session, in every tab. */
  settle(mode: SessionMode, reason: string): void
  /** @returns how many bytes the session has sent, with these. */
  spend(bytes: number): number
}

export interface SessionLimits {
  idleTimeoutMs: number
  maxSessionAgeMs: number
}

/** Storage is read and written synchronously; once per moment is enough to outlive a page. */
const readEveryMs = 1_000
const writeEveryMs = 5_000
/** Tabs that were loaded before and after a small correction of the clock do not agree about the time. */
const clockSlackMs = 60_000

export function createSessionKeeper(
  storage: KeyValue,
  clock: Clock,
  random: Random,
  limits: SessionLimits,
): SessionKeeper {
  let session = load()
  let readAt = 0

  function isOver({ startedAt, activeAt }: Session, now: number): boolean {
    return now - activeAt >= limits.idleTimeoutMs || now - startedAt >= limits.maxSessionAgeMs
  }

  /** What another tab has written since may be newer than what this one remembers. */
  function load(): Session {
    const now = clock.now()
    const stored = readSession(storage)
    // A time ahead was written under another clock: going on would tear a hole as long as it is ahead.
    if (stored && stored.activeAt - now < clockSlackMs && !isOver(stored, now)) return stored
    const begun = {
      id: randomId(16, random),
      startedAt: now,
      activeAt: now,
      activeTab: null,
      mode: null,
      sentBytes: 0,
      secret: randomId(16, random),
      reason: '',
    }
    storage.set(sessionKey, JSON.stringify(begun))
    return begun
  }

  function change(to: (now: Session) => Partial<Session>): void {
    const stored = readSession(storage)
    if (stored?.id === session.id) write(stored, to(stored))
    else session = { ...session, ...to(session) }
  }

  function write(stored: Session | null, change: Partial<Session>): void {
    session = { ...session, ...stored, ...change }
    storage.set(sessionKey, JSON.stringify(session))
  }

  return {
    current() {
      session = load()
      return session
    },
    touch(tab) {
      const now = clock.now()
      session.activeAt = Math.max(session.activeAt, now)
      if (now - readAt < readEveryMs) return
      readAt = now
      const stored = readSession(storage)
      if (stored && stored.id !== session.id) return
      const isFresh = stored && session.activeAt - stored.activeAt < writeEveryMs
      if (isFresh && stored.activeTab === tab) return
      write(stored, { activeAt: session.activeAt, activeTab: tab })
    },
    hasEnded() {
      const now = clock.now()
      if (!isOver(session, now)) return false
      const stored = readSession(storage)
      if (stored?.id !== session.id || isOver(stored, now)) return true
      session = stored
      return false
    },
    settle: (mode, reason) => change(() => ({ mode, reason })),
    spend(bytes) {
      change(({ sentBytes }) => ({ sentBytes: sentBytes + bytes }))
      return session.sentBytes
    },
  }
}

/** What is remembered of a session, be it over or not. */
export function readSession(storage: KeyValue): Session | null {
  return parseSession(storage.get(sessionKey))
}

function parseSession(text: string | null): Session | null {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    const fields: Record<string, unknown> = { ...Object(value) }
    const { id, startedAt, activeAt, activeTab, mode } = fields
    if (
      typeof id === 'string' &&
      /^[0-9a-f]{32}$/.test(id) &&
      typeof startedAt === 'number' &&
      typeof activeAt === 'number'
    ) {
      return {
        id,
        startedAt,
        activeAt,
        activeTab: isTabId(activeTab) ? activeTab : null,
        mode: sessionModes.find((known) => known === mode) ?? null,
        sentBytes: Number(fields['sentBytes']) || 0,
        secret: String(fields['secret'] ?? ''),
        reason: String(fields['reason'] ?? ''),
      }
    }
  } catch {
    // Somebody else's text: a new session takes its place.
  }
  return null
}
