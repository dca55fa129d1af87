import { observeCall } from '../../dom/observe-call.ts'
import { patch } from '../../page/patch.ts'
import type { Propagate } from './propagate.ts'
import { quietly } from '../../page/quietly.ts'
import type { Call, Outcome, RequestUnderWay } from './request-log.ts'

interface Opened {
  method: string
  url: string
  headers: Map<string, string>
}

export function watchXhr(
  begin: (call: Call) => RequestUnderWay | null,
  propagate: Propagate | null = null,
): () => void {
  const opened = new WeakMap<XMLHttpRequest, Opened>()
  const { prototype } = XMLHttpRequest
  const stops = [
    observeCall(prototype, 'open', (xhr, [method, url]) => {
      const call = { method: String(method), url: String(url), headers: new Map() }
      opened.set(xhr as XMLHttpRequest, call)
    }),
    observeCall(prototype, 'setRequestHeader', (xhr, [name, value]) =>
      remember(
        opened.get(xhr as XMLHttpRequest)?.headers,
        String(name).toLowerCase(),
        String(value),
      ),
    ),
    patch(
      prototype,
      'send',
      (original, isActive) =>
        function (this: XMLHttpRequest, body?: Document | XMLHttpRequestBodyInit | null): void {
          const call = opened.get(this)
          if (isActive() && call) {
            quietly(() => observe(this, begin(toCall(call, body))))
            if (propagate) quietly(() => tell(this, propagate, call))
          }
          Reflect.apply(original, this, [body])
        },
    ),
  ]
  return () => stops.forEach((stop) => stop())
}

function remember(headers: Map<string, string> | undefined, name: string, value: string): void {
  const before = headers?.get(name)
  headers?.set(name, before === undefined ? value : `${before}, ${value}`)
}

/** A header that is set twice is joined by the browser, so of `baggage` only what is added is set. */
function tell(xhr: XMLHttpRequest, propagate: Propagate, { url, headers }: Opened): void {
  const known = headers.get('baggage')
  for (const [name, value] of propagate(url, (wanted) => headers.get(wanted) ?? null)) {
    const isJoined = name === 'baggage' && known !== undefined
    xhr.setRequestHeader(name, isJoined ? value.slice(known.length + 1) : value)
  }
}

function toCall({ method, url, headers }: Opened, body: unknown): Call {
  return { initiator: 'xhr', method, url, body, header: (name) => headers.get(name) ?? null }
}

function observe(xhr: XMLHttpRequest, request: RequestUnderWay | null): void {
  if (!request) return
  let isOver = false
  const finish = (outcome: Outcome): void => {
    if (isOver) return
    isOver = true
    request.end(outcome)
  }
  const hear = (type: string, act: () => void, once = true): void =>
    xhr.addEventListener(type, () => quietly(act), { once })
  const hasArrived = (): void => {
    if (xhr.readyState !== XMLHttpRequest.HEADERS_RECEIVED || xhr.status === 0) return
    finish({ status: xhr.status, header: (name) => xhr.getResponseHeader(name) })
  }
  hear('readystatechange', hasArrived, false)
  hear('load', () => readText(xhr, request))
  hear('error', () => finish({ status: null, failure: 'network' }))
  hear('abort', () => finish({ status: null, failure: 'aborted' }))
  hear('timeout', () => finish({ status: null, failure: 'timeout' }))
}

/** Only what is there as text: to turn a parsed answer back into text could take long. */
function readText(xhr: XMLHttpRequest, request: RequestUnderWay): void {
  const isText = xhr.responseType === '' || xhr.responseType === 'text'
  if (isText && request.wantsBody(xhr.getResponseHeader('content-type')))
    request.body('response', xhr.responseText)
}
