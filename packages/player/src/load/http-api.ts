import { PlayerError, type PlayerErrorCode } from '../player-error.ts'
import { parseErrorMessage } from './answer-fields.ts'

export interface QueryClientOptions {
  /** Where the replay handler is mounted, such as `/api/replay`. No slash at the end. */
  basePath: string
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch
}

export interface Call {
  signal?: AbortSignal | undefined
}

interface ApiRequest extends Call {
  /** Below `{basePath}/api/`. */
  path: string
  /** Default `GET`. */
  method?: 'GET' | 'POST' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
}

/** Requests to the query API. Every call rejects with a `PlayerError`, or its signal's reason. */
export interface HttpApi {
  /** The answer read as JSON and then parsed. */
  json<T>(request: ApiRequest, parse: (value: unknown) => T): Promise<T>
  bytes(request: ApiRequest): Promise<Uint8Array<ArrayBuffer>>
  blob(request: ApiRequest): Promise<Blob>
  /** For answers that say nothing but yes. */
  done(request: ApiRequest): Promise<void>
}

export function createHttpApi(options: QueryClientOptions): HttpApi {
  const { basePath } = options
  // Called unbound, as the platform's fetch refuses any other receiver than its window.
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))

  async function send(request: ApiRequest, accept: string): Promise<Response> {
    const { path, method = 'GET', body, signal } = request
    const url = `${basePath}/api/${path}`
    let response: Response
    try {
      response = await fetch(url, {
        method,
        headers: { accept, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      })
    } catch (cause) {
      throw failedToAnswer(url, cause, signal)
    }
    if (response.ok) return response
    throw await toPlayerError(response, url)
  }

  return {
    async json(request, parse) {
      const response = await send(request, 'application/json')
      const text = await read(response, () => response.text(), request.signal)
      return parse(parseJson(text))
    },
    async bytes(request) {
      const response = await send(request, '*/*')
      return new Uint8Array(await read(response, () => response.arrayBuffer(), request.signal))
    },
    async blob(request) {
      const response = await send(request, '*/*')
      return read(response, () => response.blob(), request.signal)
    },
    async done(request) {
      await send(request, 'application/json')
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
  return status >= 400 && status < 500 ? 'refused' : 'server_failed'
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
