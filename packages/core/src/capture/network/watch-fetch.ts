import type { NetworkEvent } from '@playhead/protocol'
import { patch } from '../../page/patch.ts'
import { type Propagate, withHeaders } from './propagate.ts'
import { quietly } from '../../page/quietly.ts'
import type { Call, RequestUnderWay } from './request-log.ts'

/** The response reaches the application first, and its body untouched. */
export function watchFetch(
  begin: (call: Call) => RequestUnderWay | null,
  propagate: Propagate | null = null,
): () => void {
  return patch(
    window,
    'fetch',
    (original, isActive) =>
      function (this: unknown, ...given: Parameters<typeof fetch>): Promise<Response> {
        const told = isActive() && propagate ? quietly(() => withHeaders(propagate, given)) : null
        const args = told ?? given
        const request = isActive() ? quietly(() => begin(toCall(...args))) : null
        // A bare `fetch()` in strict code has no `this`, and the native one refuses any but the window.
        const response = Reflect.apply(original, this ?? window, args) as Promise<Response>
        if (!request) return response
        // The application gets the promise that follows ours: with two branches, a failure that it
        // does not handle would count as handled, and `unhandledrejection` would never fire.
        return response.then(
          (arrived) => {
            quietly(() => describe(request, arrived))
            return arrived
          },
          (error: unknown) => {
            quietly(() => request.end({ status: null, failure: failureOf(error) }))
            throw error
          },
        )
      },
  )
}

function toCall(input: RequestInfo | URL, init?: RequestInit): Call {
  const request = input instanceof Request ? input : null
  const headers = init?.headers ? new Headers(init.headers) : request?.headers
  return {
    initiator: 'fetch',
    method: init?.method ?? request?.method ?? 'GET',
    url: request?.url ?? String(input),
    body: init?.body,
    header: (name) => headers?.get(name) ?? null,
  }
}

function describe(request: RequestUnderWay, response: Response): void {
  const header = (name: string): string | null => response.headers.get(name)
  request.end({ status: response.status, header })
  // Cloned now, since the application may read its body in the next moment.
  if (request.wantsBody(header('content-type')) && !response.bodyUsed)
    request.body('response', response.clone())
}

function failureOf(error: unknown): NonNullable<NetworkEvent['failure']> {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  return name === 'AbortError' ? 'aborted' : name === 'TimeoutError' ? 'timeout' : 'network'
}
