import type { SessionSummary } from '@playhead/protocol'
import { toBrowserName } from '../format/browser-name.ts'

export interface SessionFilter {
  /** Words, all of which must be found somewhere in the row. */
  text: string
  errorsOnly: boolean
}

export function filterSessions(
  sessions: readonly SessionSummary[],
  { text, errorsOnly }: SessionFilter,
): SessionSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return sessions.filter((session) => {
    if (errorsOnly && session.errors === 0) return false
    if (words.length === 0) return true
    const searched = toSearched(session)
    return words.every((word) => searched.includes(word))
  })
}

function toSearched({ id, entryUrl, user, release, userAgent }: SessionSummary): string {
  const browser = toBrowserName(userAgent)
  return [id, entryUrl, user ?? 'anonymous', release, browser].join('\n').toLowerCase()
}
