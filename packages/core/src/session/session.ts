import type { Clock } from '../page/clock.ts'
import { type Random, randomId } from './random-id.ts'
import type { KeyValue } from './session-cache.ts'

/** A visit: shared by the tabs of a browser, ended by idleness or age. Times are ms since the epoch. */
export interface Session {
  /** 32 hex digits. */
  id: string
  startedAt: number
  /** When a person last did something. */
  activeAt: number
}

export interface SessionKeeper {
  /** The session that holds now, in whichever tab it began; a new one if it has ended. */
  current(): Session
  /** A person did something: the session goes on. */
  touch(): void
  /** Whether the session has ended by now; another tab may have kept it going. */
  hasEnded(): boolean
}

export interface SessionLimits {
  idleTimeoutMs: number
  maxSessionAgeMs: number
}

export const sessionKey = 'playhead.session'
/** Storage is written synchronously; once per moment is enough to outlive a page. */
const writeEveryMs = 5_000

export function createSessionKeeper(
  storage: KeyValue,
  clock: Clock,
  random: Random,
  limits: SessionLimits,
): SessionKeeper {
  let session = load()
  let writtenAt = session.activeAt

  function isOver({ startedAt, activeAt }: Session, now: number): boolean {
    return now - activeAt >= limits.idleTimeoutMs || now - startedAt >= limits.maxSessionAgeMs
  }

  /** What another tab has written since may be newer than what this one remembers. */
  function load(): Session {
    const now = clock.now()
    const stored = parseSession(storage.get(sessionKey))
    // A time far ahead was written under a wrong clock, and would keep the session open for ever.
    const isUsable = stored && stored.activeAt - now < limits.idleTimeoutMs && !isOver(stored, now)
    const found = isUsable ? stored : { id: randomId(16, random), startedAt: now, activeAt: now }
    if (!isUsable) storage.set(sessionKey, JSON.stringify(found))
    return found
  }

  return {
    current() {
      session = load()
      writtenAt = session.activeAt
      return session
    },
    touch() {
      session.activeAt = Math.max(session.activeAt, clock.now())
      if (session.activeAt - writtenAt < writeEveryMs) return
      writtenAt = session.activeAt
      storage.set(sessionKey, JSON.stringify(session))
    },
    hasEnded() {
      const now = clock.now()
      if (!isOver(session, now)) return false
      const stored = parseSession(storage.get(sessionKey))
      if (stored?.id !== session.id || isOver(stored, now)) return true
      session = stored
      return false
    },
  }
}

function parseSession(text: string | null): Session | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    if (
      typeof value === 'object' &&
      value !== null &&
      'id' in value &&
      'startedAt' in value &&
      'activeAt' in value &&
      typeof value.id === 'string' &&
      /^[0-9a-f]{32}$/.test(value.id) &&
      typeof value.startedAt === 'number' &&
      typeof value.activeAt === 'number'
    ) {
      return { id: value.id, startedAt: value.startedAt, activeAt: value.activeAt }
    }
  } catch {
    // Somebody else's text: a new session takes its place.
  }
  return null
}
