import type { SessionList, SessionManifest, SessionTimeline } from '@playhead/protocol'
import { createDataCalls, type DataCalls } from './data-calls.ts'
import { type Call, createHttpApi, type QueryClientOptions } from './http-api.ts'
import { createReviewCalls, type ReviewCalls } from './review-calls.ts'
import { parseManifest, parseSessionList, parseTimeline } from './parse-answers.ts'

/** Speaks to the server's query API. Every call rejects with a `PlayerError`, or its signal's reason. */
export interface QueryClient extends DataCalls, ReviewCalls {
  listSessions(options?: Call & { cursor?: string; limit?: number }): Promise<SessionList>
  readManifest(session: string, options?: Call): Promise<SessionManifest>
  readTimeline(session: string, options?: Call): Promise<SessionTimeline>
  /** A segment's bytes, still encoded. */
  readSegment(
    session: string,
    tab: string,
    sequence: number,
    options?: Call,
  ): Promise<Uint8Array<ArrayBuffer>>
}

/**
 * @example
 * const client = createQueryClient({ basePath: '/api/replay' })
 * const { sessions } = await client.listSessions({ limit: 20 })
 */
export function createQueryClient(options: QueryClientOptions): QueryClient {
  const api = createHttpApi(options)
  return {
    ...createDataCalls(api),
    ...createReviewCalls(api),
    listSessions({ cursor, limit, signal } = {}) {
      const query = new URLSearchParams()
      if (limit !== undefined) query.set('limit', String(limit))
      if (cursor !== undefined) query.set('cursor', cursor)
      const suffix = query.size > 0 ? `?${query}` : ''
      return api.json({ path: `sessions${suffix}`, signal }, parseSessionList)
    },
    readManifest: (session, { signal } = {}) =>
      api.json({ path: `sessions/${encodeURIComponent(session)}`, signal }, parseManifest),
    readTimeline: (session, { signal } = {}) =>
      api.json({ path: `sessions/${encodeURIComponent(session)}/timeline`, signal }, parseTimeline),
    readSegment: (session, tab, sequence, { signal } = {}) =>
      api.bytes({
        path: `sessions/${encodeURIComponent(session)}/segments/${encodeURIComponent(tab)}/${sequence}`,
        signal,
      }),
  }
}
