import type { SessionList, SessionManifest, SessionTimeline } from '@playhead/protocol'
import { PlayerError, type PlayerErrorCode } from '../player-error.ts'
import {
  parseErrorMessage,
  parseManifest,
  parseSessionList,
  parseTimeline,
} from './parse-answers.ts'

export interface QueryClientOptions {
  /** Where the replay handler is mounted, such as `/api/replay`. No slash at the end. */
  basePath: string
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch
}

/** Speaks to the server's query API. Every call rejects with a `PlayerError`, or its signal's reason. */
export interface QueryClient {
  listSessions(options?: {
    cursor?: string
    limit?: number
    signal?: AbortSignal
  }): Promise<SessionList>
  readManifest(session: string, options?: { signal?: AbortSignal }): Promise<SessionManifest>
  readTimeline(session: string, options?: { signal?: AbortSignal }): Promise<SessionTimeline>
  /** A segment's bytes, still encoded. */
  readSegment(
    session: string,
    tab: string,
    sequence: number,
    options?: { signal?: AbortSignal },
  ): Promise<Uint8Array<ArrayBuffer>>
  /** Deletes a session for good. Rejects with `forbidden` for those who may only watch. */
  eraseSession(session: string, options?: { signal?: AbortSignal }): Promise<void>
}

/**
 * @example
 * const client = createQueryClient({ basePath: '/api/replay' })
 * const { sessions } = await client.listSessions({ limit: 20 })
 */
export function createQueryClient(options: QueryClientOptions): QueryClient {
  const { basePath } = options
  // Called unbound, as the platform's fetch refuses any other receiver than its window.
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))

  async function send(
    method: 'GET' | 'DELETE',
    path: string,
    accept: string,
    signal?: AbortSignal,
  ): Promise<Response> {
    const url = `${basePath}/api/${path}`
    let response: Response
    try {
      response = await fetch(url, {
        method,
        headers: { accept },
        credentials: 'same-origin',
        ...(signal ? { signal } : {}),
      })
    } catch (cause) {
      throw failedToAnswer(url, cause, signal)
    }
    if (response.ok) return response
    throw await toPlayerError(response, url)
  }

  async function getJson<T>(
    path: string,
    parse: (value: unknown) => T,
    signal?: AbortSignal,
  ): Promise<T> {
    const response = await send('GET', path, 'application/json', signal)
    const text = await read(response, () => response.text(), signal)
    return parse(parseJson(text))
  }

  return {
    listSessions({ cursor, limit, signal } = {}) {
      const query = new URLSearchParams()
      if (limit !== undefined) query.set('limit', String(limit))
      if (cursor !== undefined) query.set('cursor', cursor)
      const suffix = query.size > 0 ? `?${query}` : ''
      return getJson(`sessions${suffix}`, parseSessionList, signal)
    },
    readManifest: (session, { signal } = {}) =>
      getJson(`sessions/${encodeURIComponent(session)}`, parseManifest, signal),
    readTimeline: (session, { signal } = {}) =>
      getJson(`sessions/${encodeURIComponent(session)}/timeline`, parseTimeline, signal),
    async readSegment(session, tab, sequence, { signal } = {}) {
      const path = `sessions/${encodeURIComponent(session)}/segments/${encodeURIComponent(tab)}/${sequence}`
      const response = await send('GET', path, '*/*', signal)
      return new Uint8Array(await read(response, () => response.arrayBuffer(), signal))
    },
    async eraseSession(session, { signal } = {}) {
      await send('DELETE', `sessions/${encodeURIComponent(session)}`, 'application/json', signal)
    },
  }
}

/** A connection may also break after the headers. */
async function read<T>(
  response: Response,
  readBody: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await readBody()
  } catch (cause) {
    throw failedToAnswer(response.url, cause, signal)
  }
}

function failedToAnswer(url: string, cause: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return signal.reason
  return new PlayerError(
    'network',
    `No answer from ${url}. Check the connection and that the server is running.`,
    { cause },
  )
}

async function toPlayerError(response: Response, url: string): Promise<PlayerError> {
  const message = parseErrorMessage(parseJsonOrNull(await response.text().catch(() => '')))
  return new PlayerError(
    toCode(response.status),
    message ?? `The server answered ${url} with status ${response.status}.`,
  )
}

function toCode(status: number): PlayerErrorCode {
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not_found'
  return 'server_failed'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new PlayerError(
      'invalid_answer',
      'The answer is not JSON: something other than the replay server answered, such as a login page. Check the base path, and sign in again.',
      { cause },
    )
  }
}

function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
