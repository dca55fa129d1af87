import { isSessionId, isTabId } from './ids.ts'

/** Names the session and the tab a request comes from. It links, and never authorises anything. */
export interface ReplayId {
  session: string
  /** null if the sender knows only the session. */
  tab: string | null
}

/** The request header: `<session>.<tab>`, 32 and 16 hex digits. */
export const replayIdHeader = 'x-replay-id'

/** The same in a `baggage` header (W3C Baggage), for services that pass nothing else on. */
export const replayIdBaggageKey = 'replay-id'

/** @returns null for whatever is not of the header's form. */
export function parseReplayId(text: string | null | undefined): ReplayId | null {
  const [session = '', tab, ...rest] = text?.trim().toLowerCase().split('.') ?? []
  if (!isSessionId(session) || rest.length > 0) return null
  if (tab === undefined) return { session, tab: null }
  return isTabId(tab) ? { session, tab } : null
}

/** Reads the id out of a `baggage` header's value. */
export function findInBaggage(baggage: string | null | undefined): ReplayId | null {
  for (const member of baggage?.split(',') ?? []) {
    const [pair = ''] = member.split(';')
    const [key = '', value] = pair.split('=')
    if (key.trim() === replayIdBaggageKey) return parseReplayId(value)
  }
  return null
}
