import type { NetworkEvent } from '@playhead/protocol'
import { patch } from '../page/patch.ts'
import { limitRate } from './limit-rate.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

type Failure = NonNullable<NetworkEvent['failure']>
/** What is known when a request leaves. */
type Departure = Pick<NetworkEvent, 'initiator' | 'method' | 'url' | 'at' | 'requestBytes'>
type Outcome = Pick<NetworkEvent, 'status' | 'failure' | 'responseBytes'>
type Begin = (
  initiator: NetworkEvent['initiator'],
  method: string,
  url: string,
  body: unknown,
) => ((outcome: Outcome) => void) | null

/**
 * Requests by fetch, XMLHttpRequest and sendBeacon: how long until the headers came, and with which
 * status. Bodies are never read and responses never cloned, so a stream reaches the application as it
 * would without us.
 */
export function trackNetwork(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const rate = limitRate('network', emit, scope, { count: 300 })

  const begin: Begin = (initiator, method, url, body) => {
    if (scope.isOwnUrl(url) || !rate.take()) return null
    const request: Departure = {
      initiator,
      method: method.toUpperCase().slice(0, 40),
      url: scope.policy.scrubUrl(url).slice(0, 4_000),
      at: scope.clock.now(),
      ...sizeOf(body),
    }
    return (outcome) => {
      emit({ type: 'network', ...request, ...outcome, durationMs: scope.clock.now() - request.at })
    }
  }

  const stops = [patchFetch(begin), ...patchXhr(begin), patchBeacon(begin)]
  return {
    drain: rate.drain,
    stop() {
      rate.stop()
      stops.forEach((stop) => stop())
    },
  }
}

function patchFetch(begin: Begin): () => void {
  return patch(
    window,
    'fetch',
    (original, isActive) =>
      function (this: unknown, ...args: Parameters<typeof fetch>): Promise<Response> {
        const end = quietly(() => {
          if (!isActive()) return null
          const [input, init] = args
          const request = input instanceof Request ? input : null
          const method = init?.method ?? request?.method ?? 'GET'
          return begin('fetch', method, request?.url ?? String(input), init?.body)
        })
        // A bare `fetch()` in strict code has no `this`, and the native one refuses any but the window.
        const response = Reflect.apply(original, this ?? window, args) as Promise<Response>
        if (!end) return response
        // The application gets the promise that follows ours: with two branches, a failure that it
        // does not handle would count as handled, and `unhandledrejection` would never fire.
        return response.then(
          (arrived) => {
            quietly(() =>
              end({ status: arrived.status, ...announced(arrived.headers.get('content-length')) }),
            )
            return arrived
          },
          (error: unknown) => {
            quietly(() => end({ status: null, failure: failureOf(error) }))
            throw error
          },
        )
      },
  )
}

function patchXhr(begin: Begin): (() => void)[] {
  const opened = new WeakMap<XMLHttpRequest, { method: string; url: string }>()
  return [
    patch(
      XMLHttpRequest.prototype,
      'open',
      (original, isActive) =>
        function (this: XMLHttpRequest, ...args: unknown[]): void {
          if (isActive())
            quietly(() => opened.set(this, { method: String(args[0]), url: String(args[1]) }))
          // Two and five arguments mean different things (a missing `async` is true).
          Reflect.apply(original, this, args)
        },
    ),
    patch(
      XMLHttpRequest.prototype,
      'send',
      (original, isActive) =>
        function (this: XMLHttpRequest, body?: Document | XMLHttpRequestBodyInit | null): void {
          const request = opened.get(this)
          if (isActive() && request) {
            quietly(() => observeXhr(this, begin('xhr', request.method, request.url, body)))
          }
          Reflect.apply(original, this, [body])
        },
    ),
  ]
}

function observeXhr(xhr: XMLHttpRequest, end: ReturnType<Begin>): void {
  if (!end) return
  let isOver = false
  const finish = (outcome: Outcome): void => {
    if (isOver) return
    isOver = true
    quietly(() => end(outcome))
  }
  xhr.addEventListener('readystatechange', () => {
    if (xhr.readyState === XMLHttpRequest.HEADERS_RECEIVED && xhr.status > 0)
      finish({ status: xhr.status })
  })
  const fail = (failure: Failure) => (): void => finish({ status: null, failure })
  xhr.addEventListener('error', fail('network'), { once: true })
  xhr.addEventListener('abort', fail('aborted'), { once: true })
  xhr.addEventListener('timeout', fail('timeout'), { once: true })
}

function patchBeacon(begin: Begin): () => void {
  if (!('sendBeacon' in Navigator.prototype)) return () => undefined
  return patch(
    Navigator.prototype,
    'sendBeacon',
    (original, isActive) =>
      function (this: Navigator, url: string | URL, body?: BodyInit | null): boolean {
        const isQueued = Reflect.apply(original, this, [url, body]) as boolean
        if (isActive()) {
          quietly(() =>
            begin(
              'beacon',
              'POST',
              String(url),
              body,
            )?.({
              status: null,
              ...(!isQueued && { failure: 'network' as const }),
            }),
          )
        }
        return isQueued
      },
  )
}

/** What watching fails at must not reach the application's call. */
function quietly<T>(act: () => T): T | null {
  try {
    return act()
  } catch {
    return null
  }
}

function failureOf(error: unknown): Failure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  return name === 'AbortError' ? 'aborted' : name === 'TimeoutError' ? 'timeout' : 'network'
}

/** Only sizes that are there without reading anything. */
function sizeOf(body: unknown): { requestBytes?: number } {
  if (typeof body === 'string') return { requestBytes: new TextEncoder().encode(body).length }
  if (body instanceof Blob) return { requestBytes: body.size }
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body))
    return { requestBytes: body.byteLength }
  return {}
}

function announced(length: string | null): { responseBytes?: number } {
  return length !== null && /^\d{1,15}$/.test(length) ? { responseBytes: Number(length) } : {}
}
