import type { ServerEvent } from '@playhead/protocol'

/** What a server told, and whom it concerns. */
export interface ToldEvent {
  /** null: a page will name it by the event's digest. */
  session: string | null
  event: ServerEvent
  /** ms since the Unix epoch. */
  receivedAt: number
}

export interface ServerEventLimits {
  maxServerEventsPerSession: number
  /** Events of sessions of which no segment has come, and of no session yet. */
  maxWaitingServerEvents: number
  /** How long such events are kept at least, ms. */
  keepWaitingMs: number
}

/** The part of a store that keeps what servers tell, apart from segments. */
export interface ServerEvents {
  append(told: ToldEvent, limits: ServerEventLimits): 'stored' | 'full'
  claim(session: string, digest: string, now: number, limits: ServerEventLimits): boolean
  read(session: string): ServerEvent[]
  erase(session: string): void
}

/** Whether what waits may still be waited for. */
export function isFresh(
  told: { receivedAt: number },
  now: number,
  limits: ServerEventLimits,
): boolean {
  return told.receivedAt > now - limits.keepWaitingMs
}
