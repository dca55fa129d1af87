import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
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
        initiator: 'fetch',
        method: 'POST',
        url: `${location.origin}/orders?card=*`,
        status: 201,
        durationMs: 120,
        requestBytes: 6,
        responseBytes: 4,
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
