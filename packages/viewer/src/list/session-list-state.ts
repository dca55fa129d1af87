import type { PlayerError } from '@playhead/player'
import type { SessionList, SessionSummary } from '@playhead/protocol'
import type { MoreState } from '../ui/more-button.tsx'

export type SessionListState =
  | { name: 'loading' }
  | { name: 'failed'; error: PlayerError }
  | LoadedList

export interface LoadedList {
  name: 'loaded'
  sessions: readonly SessionSummary[]
  nextCursor: string | null
  /** The newest page as a later look found it, if it has sessions that are not in the list. */
  fresh: SessionList | null
  more: MoreState
  /** Why the last look for news failed. */
  stale: PlayerError | null
}

export function toLoaded({ sessions, nextCursor }: SessionList): LoadedList {
  return { name: 'loaded', sessions, nextCursor, fresh: null, more: { name: 'idle' }, stale: null }
}

/** The next page below. Sessions that grew meanwhile may come a second time; the first place stays. */
export function withMore(list: LoadedList, page: SessionList): LoadedList {
  const known = new Set(list.sessions.map(({ id }) => id))
  const added = page.sessions.filter(({ id }) => !known.has(id))
  return {
    ...list,
    sessions: [...list.sessions, ...added],
    nextCursor: page.nextCursor,
    more: { name: 'idle' },
  }
}

/**
 * A later look at the newest page. Rows that are shown get their new figures where they are; new
 * sessions wait until they are asked for, so that nothing moves under the pointer.
 */
export function withNews(list: LoadedList, page: SessionList): LoadedList {
  const latest = new Map(page.sessions.map((session) => [session.id, session]))
  if (list.sessions.length === 0) return toLoaded(page)
  const sessions = list.sessions.map((session) => latest.get(session.id) ?? session)
  const isNew = freshOf({ sessions, fresh: page }).length > 0
  return { ...list, sessions, fresh: isNew ? page : null, stale: null }
}

/** Sessions that wait to be shown. */
export function freshOf({
  sessions,
  fresh,
}: Pick<LoadedList, 'sessions' | 'fresh'>): SessionSummary[] {
  const known = new Set(sessions.map(({ id }) => id))
  return fresh?.sessions.filter(({ id }) => !known.has(id)) ?? []
}

/** If the whole page is new there may be more between it and the list, so the list begins anew. */
export function withFreshShown(list: LoadedList): LoadedList {
  const { fresh, sessions } = list
  if (!fresh) return list
  const added = freshOf(list)
  if (added.length === fresh.sessions.length) return toLoaded(fresh)
  return { ...list, sessions: [...added, ...sessions], fresh: null }
}

export function without(list: LoadedList, id: string): LoadedList {
  return { ...list, sessions: list.sessions.filter((session) => session.id !== id) }
}
