import { isSessionId } from '@playhead/protocol'
import { parseTime } from '../http/parse-time.ts'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore, StoredSummary } from '../store/replay-store.ts'
import { toUrlGlob } from './glob.ts'

/** What sessions are found by. */
export type Selection =
  | { by: 'session'; session: string }
  /** An id given to `identify`, at any time in the session. */
  | { by: 'user'; user: string }
  /** A page that was visited; `*` stands for anything, and a pattern that begins with `/` is a path. */
  | { by: 'url'; url: string }
  /** Sessions of which any part lies between the two, ms since the Unix epoch. */
  | { by: 'time'; from: number; to: number }

const pageOfSessions = 100

/**
 * From the fields `session`, `user`, `url`, or `from` and `to`: exactly one of the four. Times are
 * numbers or ISO 8601.
 *
 * @throws {ReplayError} `invalid_parameter`.
 */
export function parseSelection(fields: Readonly<Record<string, unknown>>): Selection {
  const { session, user, url, from, to } = fields
  const given = [session, user, url, from ?? to].filter((value) => value !== undefined)
  if (given.length !== 1) throw invalid('Give one of session, user, url, or from and to.')
  if (session !== undefined) {
    if (isSessionId(session)) return { by: 'session', session }
    throw invalid('session is the 32 letters and digits of a session id.')
  }
  if (user !== undefined) return { by: 'user', user: parseText('user', user) }
  if (url !== undefined) return { by: 'url', url: parseText('url', url) }
  const range = { from: parseTime('from', from), to: parseTime('to', to) }
  if (range.from > range.to) throw invalid('from is later than to.')
  return { by: 'time', ...range }
}

/** The sessions that fit, the oldest first. What is sealed is opened one session at a time. */
export async function* findSessions(
  store: ReplayStore,
  selection: Selection,
): AsyncGenerator<StoredSummary> {
  if (selection.by === 'session') {
    const stored = await store.readSession(selection.session)
    if (stored) yield stored.session
    return
  }
  const fits = toTest(store, selection)
  let cursor: string | null = null
  do {
    const page = await store.listSessions({ limit: pageOfSessions, cursor, order: 'oldest' })
    for (const session of page.sessions) if (await fits(session)) yield session
    cursor = page.nextCursor
  } while (cursor !== null)
}

function toTest(
  store: ReplayStore,
  selection: Exclude<Selection, { by: 'session' }>,
): (session: StoredSummary) => boolean | Promise<boolean> {
  switch (selection.by) {
    case 'user':
      return ({ users }) => users.includes(selection.user)
    case 'time':
      return ({ startedAt, endedAt }) => startedAt <= selection.to && endedAt >= selection.from
    case 'url': {
      const fits = toUrlGlob(selection.url)
      return async ({ id }) => {
        const { events } = (await store.readTimeline(id)) ?? { events: [] }
        return events.some((event) => event.type === 'navigation' && fits(event.to))
      }
    }
  }
}

function parseText(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value
  throw invalid(`${name} is a text that is not empty.`)
}

function invalid(message: string): ReplayError {
  return new ReplayError('invalid_parameter', message)
}
