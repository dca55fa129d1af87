import type { TimelineEvent } from '@playhead/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import type { NetworkOptions } from './network/network-options.ts'
import { recordDetails } from './network/record-details.ts'
import { trackNetwork } from './track-network.ts'

const nativeFetch = window.fetch
let observed: Observed
let answer: () => Promise<Response>

beforeEach(() => {
  // The application's fetch, in place of a server.
  window.fetch = () => answer()
})
afterEach(() => {
  observed.tracker.stop()
  window.fetch = nativeFetch
  vi.restoreAllMocks()
})

describe('fetch', () => {
  it('is recorded with method, scrubbed address, status, duration and announced sizes', async () => {
    observed = observe(trackNetwork)
    answer = async () => {
      observed.clock.time += 120
      return new Response('four', { status: 201, headers: { 'content-length': '4' } })
    }
    await fetch('/orders?card=4242', { method: 'post', body: 'héllo' })
    expect(observed.events).toEqual([
      {
        type: 'network',
        at: 1_763_900_000_000,
        request: 1,
        initiator: 'fetch',
        method: 'POST',
        url: `${location.origin}/orders?card=*`,
        status: 201,
        durationMs: 120,
        requestBytes: 6,
        responseBytes: 4,
        contentType: 'text/plain',
      },
    ])
  })

  it('returns the very response, its body unread', async () => {
    observed = observe(trackNetwork)
    const response = new Response('body')
    answer = async () => response
    const received = await fetch('/x')
    expect(received).toBe(response)
    expect(received.bodyUsed).toBe(false)
  })

  it('resolves as soon as the headers are there, while the body still streams', async () => {
    observed = observe(trackNetwork)
    let end = (): void => undefined
    answer = async () =>
      new Response(
        new ReadableStream({
          start(controller) {
            end = () => controller.close()
          },
        }),
        { headers: { 'content-type': 'text/event-stream' } },
      )
    const received = await fetch('/stream')
    expect(observed.events).toHaveLength(1)
    end()
    expect(await received.text()).toBe('')
  })

  it.each([
    [new TypeError('Failed to fetch'), 'network'],
    [new DOMException('gone', 'AbortError'), 'aborted'],
    [new DOMException('late', 'TimeoutError'), 'timeout'],
  ])('rejects with the very error: %s', async (error, failure) => {
    observed = observe(trackNetwork)
    answer = async () => {
      throw error
    }
    await expect(fetch('/x')).rejects.toBe(error)
    expect(observed.events).toMatchObject([{ status: null, failure }])
  })

  it('lets a rejection that nobody handles be reported as one', async () => {
    observed = observe(trackNetwork)
    const error = new TypeError('nobody handles this')
    answer = async () => {
      throw error
    }
    const reported = new Promise<PromiseRejectionEvent>((resolve) => {
      window.addEventListener(
        'unhandledrejection',
        (event) => {
          event.preventDefault()
          event.stopImmediatePropagation()
          resolve(event)
        },
        { once: true, capture: true },
      )
    })
    void fetch('/x')
    expect((await reported).reason).toBe(error)
  })

  it('is recorded with the headers that the application allows, and never with credentials', async () => {
    observed = observe((emit, scope) =>
      trackNetwork(
        emit,
        scope,
        recordDetails({ headers: ['X-Shop', 'Authorization', 'cookie', 'X-Mail'] }),
      ),
    )
    answer = async () => new Response(null, { headers: { 'x-shop': 'roost', 'x-other': 'no' } })
    await fetch('/x', {
      headers: { authorization: 'Bearer abc', 'x-mail': 'to nora@shop.example', 'x-shop': 'r' },
    })
    expect(observed.events).toMatchObject([
      {
        requestHeaders: { 'x-shop': 'r', 'x-mail': 'to [mail]' },
        responseHeaders: { 'x-shop': 'roost' },
      },
    ])
    expect(JSON.stringify(observed.events)).not.toMatch(/Bearer|other/)
  })

  it.each([
    [{ headers: { traceparent: `00-${'4b'.repeat(16)}-00f067aa0ba902b7-01` } }, '4b'.repeat(16)],
    [{ headers: { 'sentry-trace': `${'c0'.repeat(16)}-00f067aa0ba902b7-1` } }, 'c0'.repeat(16)],
    [{ headers: { traceparent: 'something else' } }, undefined],
  ])('names the trace that the request carries: %j', async (init, trace) => {
    observed = observe(trackNetwork)
    answer = async () => new Response()
    await fetch('/x', init)
    expect(observed.events.map((event) => event.type === 'network' && event.trace)).toEqual([trace])
  })

  it.each([
    ['/graphql', '{"operationName":"AddToCart","query":"mutation AddToCart { id }"}', 'AddToCart'],
    ['/graphql', '{"query":"\\n  query Lamps($id: ID) { lamp }","variables":{"id":"4"}}', 'Lamps'],
    ['/graphql?operationName=Search&variables=%7B%7D', undefined, 'Search'],
    ['/graphql', '{"query":"{ lamp { id } }"}', undefined],
    ['/orders', '{"name":"query Nora"}', undefined],
  ])('names the GraphQL operation of %s %s', async (url, body, operation) => {
    observed = observe(trackNetwork)
    answer = async () => new Response()
    await fetch(url, body === undefined ? {} : { method: 'POST', body })
    expect(observed.events.map((event) => event.type === 'network' && event.operation)).toEqual([
      operation,
    ])
  })

  it('of our own is not recorded', async () => {
    observed = observe(trackNetwork)
    answer = async () => new Response()
    await fetch('/api/replay/segments', { method: 'POST' })
    expect(observed.events).toEqual([])
  })

  it('takes a Request and a URL', async () => {
    observed = observe(trackNetwork)
    answer = async () => new Response()
    await fetch(new Request('/a', { method: 'DELETE' }))
    await fetch(new URL('/b', location.href))
    expect(observed.events).toMatchObject([
      { method: 'DELETE', url: `${location.origin}/a` },
      { method: 'GET', url: `${location.origin}/b` },
    ])
  })

  it('passes calls on untouched once stopped, even under another wrapper', async () => {
    observed = observe(trackNetwork)
    answer = async () => new Response()
    const ours = window.fetch
    window.fetch = (...args) => ours(...args)
    observed.tracker.stop()
    await fetch('/x')
    expect(observed.events).toEqual([])
  })
})

describe('a body', () => {
  const bodiesOf = (events: TimelineEvent[]) =>
    events.filter((event) => event.type === 'network-detail')

  const recordBodies = (options: Partial<NetworkOptions> = {}): void => {
    observed = observe((emit, scope) =>
      trackNetwork(
        emit,
        scope,
        recordDetails({ bodies: ['/orders', /\/carts\/\d+$/], ...options }),
      ),
    )
  }
  const json = { headers: { 'content-type': 'application/json; charset=utf-8' } }

  it('is not read unless its address is allowed', async () => {
    recordBodies()
    const response = new Response('{"a":1}', json)
    const clone = vi.spyOn(response, 'clone')
    answer = async () => response
    await fetch('/account', { method: 'POST', body: '{"b":2}' })
    expect(clone).not.toHaveBeenCalled()
    expect(bodiesOf(observed.events)).toEqual([])
  })

  it('is recorded from both sides, cleaned, once the application has the response', async () => {
    recordBodies()
    answer = async () => new Response('{"mail":"nora@shop.example"}', json)
    const response = await fetch('/carts/12', {
      method: 'POST',
      body: '{"card":"4242424242424242"}',
    })
    expect(await response.json()).toEqual({ mail: 'nora@shop.example' })
    await vi.waitFor(() => expect(bodiesOf(observed.events)).toHaveLength(2))
    expect(bodiesOf(observed.events)).toMatchObject([
      { request: 1, requestBody: { text: '{"card":"[card]"}', isCut: false } },
      { request: 1, responseBody: { text: '{"mail":"[mail]"}', isCut: false } },
    ])
  })

  it('is cut at the cap, without the words at the end, and the application gets all of it', async () => {
    recordBodies({ maxBodyBytes: 40 })
    const whole = `start; ${'4242424242424242 '.repeat(100)}`
    answer = async () => new Response(whole, { headers: { 'content-type': 'text/plain' } })
    const response = await fetch('/orders')
    expect(await response.text()).toBe(whole)
    await vi.waitFor(() => expect(bodiesOf(observed.events)).toHaveLength(1))
    expect(bodiesOf(observed.events)).toMatchObject([
      { responseBody: { text: 'start;', isCut: true } },
    ])
  })

  it.each(['text/event-stream', 'image/png', 'application/octet-stream'])(
    'of type %s is never cloned',
    async (contentType) => {
      recordBodies()
      const response = new Response('data', { headers: { 'content-type': contentType } })
      const clone = vi.spyOn(response, 'clone')
      answer = async () => response
      await fetch('/orders')
      expect(clone).not.toHaveBeenCalled()
    },
  )

  it('can be changed or left out by the application, whose mistakes leave it out', async () => {
    recordBodies({
      redactBody: ({ side, text }) => {
        if (side === 'request') throw new Error('a mistake')
        return text.replace('secret plan', '-')
      },
    })
    answer = async () =>
      new Response('my secret plan', { headers: { 'content-type': 'text/plain' } })
    await fetch('/orders', { method: 'POST', body: 'abc' })
    await vi.waitFor(() => expect(bodiesOf(observed.events)).toHaveLength(1))
    expect(bodiesOf(observed.events)).toMatchObject([{ responseBody: { text: 'my -' } }])
  })
})

describe('XMLHttpRequest', () => {
  const send = (url: string, act: (xhr: XMLHttpRequest) => void = () => undefined): Promise<void> =>
    new Promise((resolve) => {
      const xhr = new XMLHttpRequest()
      xhr.open('GET', url)
      xhr.addEventListener('loadend', () => resolve())
      xhr.send()
      act(xhr)
    })

  it('is recorded with its status', async () => {
    observed = observe(trackNetwork)
    await send(`${new URL(import.meta.url).pathname}?a=secret`)
    expect(observed.events).toMatchObject([
      { initiator: 'xhr', method: 'GET', status: 200, url: expect.stringMatching(/\?a=\*$/) },
    ])
  })

  it('is recorded with allowed headers, trace and body', async () => {
    observed = observe((emit, scope) =>
      trackNetwork(
        emit,
        scope,
        recordDetails({ headers: ['content-type', 'x-a'], bodies: ['track-network'] }),
      ),
    )
    await new Promise<void>((resolve) => {
      const xhr = new XMLHttpRequest()
      xhr.open('GET', new URL(import.meta.url).pathname)
      xhr.setRequestHeader('X-A', 'one')
      xhr.setRequestHeader('traceparent', `00-${'4b'.repeat(16)}-00f067aa0ba902b7-01`)
      xhr.addEventListener('loadend', () => resolve())
      xhr.send()
    })
    expect(observed.events[0]).toMatchObject({
      initiator: 'xhr',
      trace: '4b'.repeat(16),
      requestHeaders: { 'x-a': 'one' },
      responseHeaders: { 'content-type': expect.stringContaining('javascript') },
    })
    await expect
      .poll(() => observed.events)
      .toContainEqual(
        expect.objectContaining({
          type: 'network-detail',
          responseBody: { text: expect.stringContaining('import'), isCut: true },
        }),
      )
  })

  it('is recorded when it is aborted', async () => {
    observed = observe(trackNetwork)
    await send(location.pathname, (xhr) => xhr.abort())
    expect(observed.events).toMatchObject([{ status: null, failure: 'aborted' }])
  })
})

it('records beacons, and whether the browser took them', () => {
  const native = vi
    .spyOn(Navigator.prototype, 'sendBeacon')
    .mockReturnValueOnce(true)
    .mockReturnValueOnce(false)
  observed = observe(trackNetwork)
  expect(navigator.sendBeacon('/stats', 'abc')).toBe(true)
  expect(navigator.sendBeacon('/stats')).toBe(false)
  expect(observed.events).toMatchObject([
    { initiator: 'beacon', method: 'POST', status: null, requestBytes: 3 },
    { failure: 'network' },
  ])
  expect(native).toHaveBeenCalledTimes(2)
})

it('adds the phases of a request once its body is there', async () => {
  window.fetch = nativeFetch
  observed = observe(trackNetwork)
  await (await fetch(`${new URL(import.meta.url).pathname}?fresh`)).text()
  await vi.waitFor(() => expect(observed.events).toHaveLength(2))
  expect(observed.events[1]).toMatchObject({
    type: 'network-detail',
    request: 1,
    timing: {
      totalMs: expect.any(Number),
      waitMs: expect.any(Number),
      receiveMs: expect.any(Number),
    },
    responseBytes: expect.any(Number),
  })
})

it('leaves every global as it was once stopped', () => {
  const read = () =>
    [
      [window, 'fetch'],
      [window, 'WebSocket'],
      [window, 'EventSource'],
      [WebSocket.prototype, 'send'],
      [EventSource.prototype, 'close'],
      [XMLHttpRequest.prototype, 'open'],
      [XMLHttpRequest.prototype, 'send'],
      [XMLHttpRequest.prototype, 'setRequestHeader'],
      [Navigator.prototype, 'sendBeacon'],
    ].map(([target, name]) => Object.getOwnPropertyDescriptor(target, String(name)))
  const before = read()
  observed = observe(trackNetwork)
  observed.tracker.stop()
  expect(read()).toEqual(before)
})
