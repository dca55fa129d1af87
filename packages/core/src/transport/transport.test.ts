import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlayheadError } from '../playhead-error.ts'
import type { StoredSegment } from './segment-key.ts'
import type { SegmentStore } from './segment-store.ts'
import { createTransport, type Transport } from './transport.ts'
import type { TransportOptions } from './transport-options.ts'

type Answer = Response | Error | Promise<Response>

interface Sent {
  transport: Transport
  store: SegmentStore & { kept(): number[] }
  stopped: string[]
  /** First byte and way of each attempt. */
  attempts: { mark: number; by: 'fetch' | 'keepalive' }[]
  answers: Answer[]
  errors: PlayheadError[]
  recovered: number[]
  rejected: PlayheadError[]
}

function begin(options: Partial<TransportOptions> = {}): Sent {
  const attempts: Sent['attempts'] = []
  const answers: Answer[] = []
  const errors: PlayheadError[] = []
  const recovered: number[] = []
  const rejected: PlayheadError[] = []
  const stopped: string[] = []
  const store = keepInMemory()
  const transport = createTransport({
    url: 'http://localhost/api/replay/segments',
    fetch: async (_, init) => {
      const mark = init?.body instanceof Uint8Array ? (init.body[0] ?? -1) : -1
      attempts.push({ mark, by: init?.keepalive ? 'keepalive' : 'fetch' })
      const answer = answers.shift() ?? stored()
      if (answer instanceof Error) throw answer
      return answer
    },
    tab,
    store,
    clock: { now: () => now },
    jitter: () => 1,
    maxQueuedBytes: 4_000_000,
    maxAttempts: 6,
    report: (error) => errors.push(error),
    onRecovered: (lost) => recovered.push(lost),
    onRejected: (error) => rejected.push(error),
    onStopped: (session) => stopped.push(session),
    ...options,
  })
  return { transport, store, attempts, answers, errors, recovered, rejected, stopped }
}

/** Stands in for the browser's store; the marks of what it keeps tell the order. */
function keepInMemory(left: readonly StoredSegment[] = []): Sent['store'] {
  const kept = new Map<string, StoredSegment>(left.map((one) => [String(one.key), one]))
  return {
    put: (segments) => segments.forEach((one) => kept.set(String(one.key), one)),
    remove: (keys) => keys.forEach((key) => kept.delete(String(key))),
    read: async () => [...kept.values()],
    prune: async () => undefined,
    leave: () => undefined,
    discard: () => undefined,
    kept: () => [...kept.values()].map(({ bytes }) => Number(bytes[0])),
  }
}

const now = 1_763_900_000_000
const tab = 'b'.repeat(16)
const left = (mark: number, of: string, at: number): StoredSegment => ({
  key: ['queued', 'a'.repeat(32), of, mark, at, 100],
  bytes: new Uint8Array(100).fill(mark),
})

/** An answer that comes when it is told to. */
function waiting(): { promise: Promise<Response>; resolve(response: Response): void } {
  let resolve: (response: Response) => void = () => undefined
  const promise = new Promise<Response>((settle) => {
    resolve = settle
  })
  return { promise, resolve: (response) => resolve(response) }
}

const stored = (): Response => Response.json({ status: 'stored' }, { status: 202 })
const segment = (mark: number, bytes = 100) => ({
  bytes: new Uint8Array(bytes).fill(mark),
  session: 'a'.repeat(32),
  tab,
  sequence: mark,
  reason: 'age' as const,
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('sending', () => {
  it('is one at a time and in order', async () => {
    const { transport, attempts, answers } = begin()
    const first = waiting()
    answers.push(first.promise)
    for (const mark of [1, 2, 3]) transport.send(segment(mark))
    await vi.advanceTimersByTimeAsync(10)
    expect(attempts.map(({ mark }) => mark)).toEqual([1])
    first.resolve(stored())
    await transport.idle()
    expect(attempts.map(({ mark }) => mark)).toEqual([1, 2, 3])
  })

  it('outlives the page only while it leaves room for the exit', async () => {
    const { transport, attempts } = begin()
    transport.send(segment(1, 30_000))
    transport.send(segment(2, 30_001))
    await transport.idle()
    expect(attempts.map(({ by }) => by)).toEqual(['keepalive', 'fetch'])
  })

  it.each([
    new TypeError('offline'),
    new Response('', { status: 503 }),
    new Response('', { status: 408 }),
  ])('is repeated with growing pauses after %s', async (failure) => {
    const { transport, attempts, answers, errors } = begin()
    const again = (): Answer =>
      failure instanceof Error ? failure : new Response('', { status: failure.status })
    answers.push(again(), again(), again())
    transport.send(segment(1))
    const counts: number[] = []
    for (const ms of [0, 999, 1, 1_999, 1, 3_999, 1]) {
      await vi.advanceTimersByTimeAsync(ms)
      counts.push(attempts.length)
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4])
    await transport.idle()
    expect(errors).toEqual([])
  })

  it('waits as long as the server asks', async () => {
    const { transport, attempts, answers } = begin()
    answers.push(new Response('', { status: 429, headers: { 'retry-after': '20' } }))
    transport.send(segment(1))
    await vi.advanceTimersByTimeAsync(19_999)
    expect(attempts).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(attempts).toHaveLength(2)
  })

  it('waits until the date the server names', async () => {
    const { transport, attempts, answers } = begin()
    vi.setSystemTime('2026-11-23T10:00:00Z')
    answers.push(
      new Response('', {
        status: 503,
        headers: { 'retry-after': 'Mon, 23 Nov 2026 10:00:30 GMT' },
      }),
    )
    transport.send(segment(1))
    await vi.advanceTimersByTimeAsync(29_999)
    expect(attempts).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(attempts).toHaveLength(2)
  })
})

describe('what cannot be sent', () => {
  it('is kept when the attempts are used up, and sent in order when the network is back', async () => {
    const { transport, store, attempts, answers, errors, recovered } = begin({ maxAttempts: 2 })
    answers.push(new TypeError('offline'), new TypeError('offline'))
    transport.send(segment(1))
    await vi.advanceTimersByTimeAsync(5_000)
    await transport.idle()
    expect(errors).toMatchObject([{ code: 'send_failed' }])
    transport.send(segment(2))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(attempts).toHaveLength(2)
    expect(store.kept()).toEqual([1, 2])
    transport.resume()
    await transport.idle()
    expect(attempts.map(({ mark }) => mark)).toEqual([1, 1, 1, 2])
    expect(store.kept()).toEqual([])
    expect(recovered).toEqual([])
  })

  it('is tried again after a minute, should the browser not notice that the network is back', async () => {
    const { transport, attempts, answers } = begin({ maxAttempts: 1 })
    answers.push(new TypeError('offline'))
    transport.send(segment(1))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(attempts).toHaveLength(2)
  })

  it('is in the store soon, in case the browser is killed, and out of it once sent', async () => {
    const { transport, store, answers } = begin()
    const first = waiting()
    answers.push(first.promise)
    transport.send(segment(1))
    transport.send(segment(2))
    await vi.advanceTimersByTimeAsync(249)
    expect(store.kept()).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(store.kept()).toEqual([1, 2])
    first.resolve(stored())
    await transport.idle()
    expect(store.kept()).toEqual([])
  })

  it('by an earlier page holds nothing back where the store never answers', async () => {
    const store = { ...keepInMemory(), prune: () => new Promise<void>(() => undefined) }
    const { transport, attempts } = begin({ store })
    transport.send(segment(1))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(attempts.map(({ mark }) => mark)).toEqual([1])
  })

  it('by an earlier page goes before anything of this one', async () => {
    const store = keepInMemory([
      left(7, tab, now - 1),
      left(8, 'c'.repeat(16), now - 60_001),
      left(9, 'd'.repeat(16), now - 60_000),
    ])
    const { transport, attempts } = begin({ store })
    transport.send(segment(1))
    await transport.idle()
    // The other tab of a moment ago may still be sending its own.
    expect(attempts.map(({ mark }) => mark)).toEqual([7, 8, 1])
    expect(store.kept()).toEqual([9])
  })

  it('on exit goes to the store as well as to the network', async () => {
    const { transport, store, answers } = begin()
    answers.push(new TypeError('offline'))
    transport.send(segment(1))
    await vi.advanceTimersByTimeAsync(0)
    transport.exit([segment(2)])
    expect(store.kept()).toEqual([1, 2])
  })

  it('is thrown away, stored or not, when it was told to discard', async () => {
    const { transport, store, answers } = begin()
    answers.push(new TypeError('offline'))
    transport.send(segment(1))
    await vi.advanceTimersByTimeAsync(0)
    expect(store.kept()).toEqual([1])
    transport.discard()
    expect(store.kept()).toEqual([])
  })
})

describe('a loss', () => {
  it('is what happens to a segment that finds too much waiting', async () => {
    const { transport, attempts, answers, errors, recovered } = begin({ maxQueuedBytes: 250 })
    const first = waiting()
    answers.push(first.promise)
    for (const mark of [1, 2, 3]) transport.send(segment(mark))
    first.resolve(stored())
    await transport.idle()
    expect(attempts.map(({ mark }) => mark)).toEqual([1, 2])
    expect(errors).toMatchObject([{ code: 'send_failed' }])
    expect(recovered).toEqual([1])
  })
})

describe('a refusal', () => {
  it('is final for the segment, and after three in a row for the recording', async () => {
    const { transport, attempts, answers, errors, rejected } = begin()
    const refusal = (): Response => Response.json({ error: { code: 'too_large' } }, { status: 413 })
    answers.push(refusal(), refusal(), stored(), refusal(), refusal(), refusal())
    for (const mark of [1, 2, 3, 4, 5]) transport.send(segment(mark))
    await transport.idle()
    expect(rejected).toEqual([])
    transport.send(segment(6))
    await transport.idle()
    expect(attempts).toHaveLength(6)
    expect(errors.every(({ code }) => code === 'refused')).toBe(true)
    expect(errors[0]?.message).toContain('413')
    expect(rejected).toHaveLength(1)
  })
})

describe('another policy in force', () => {
  const refusal = (): Response =>
    Response.json({ error: { code: 'policy_refused' } }, { status: 412 })

  it('ends the recording with the first segment', async () => {
    const { transport, attempts, answers, rejected } = begin()
    answers.push(refusal())
    transport.send(segment(1))
    await transport.idle()
    expect(attempts).toHaveLength(1)
    expect(rejected).toMatchObject([{ message: expect.stringContaining('policy_refused') }])
  })
})

describe('a stop', () => {
  it('is told when the server takes no more of a session, and the segment is not kept', async () => {
    const { transport, store, attempts, answers, stopped, errors } = begin()
    answers.push(new Response('', { status: 410 }))
    transport.send(segment(1))
    await transport.idle()
    expect(stopped).toEqual(['a'.repeat(32)])
    expect(attempts).toHaveLength(1)
    expect(store.kept()).toEqual([])
    expect(errors).toEqual([])
  })
})

describe('an exit', () => {
  it('goes by what outlives the page as far as 60 kB, and by what may not beyond', async () => {
    const { transport, attempts } = begin()
    transport.exit([segment(1, 40_000), segment(2, 40_000), segment(3, 20_000)])
    await vi.advanceTimersByTimeAsync(0)
    expect(attempts).toEqual([
      { mark: 1, by: 'keepalive' },
      { mark: 2, by: 'fetch' },
      { mark: 3, by: 'keepalive' },
    ])
  })

  it('sends what still waited first, and leaves alone what outlives the page by itself', async () => {
    const { transport, attempts, answers } = begin()
    answers.push(new Promise(() => undefined))
    for (const mark of [1, 2, 3]) transport.send(segment(mark))
    await vi.advanceTimersByTimeAsync(0)
    transport.exit([segment(4)])
    await vi.advanceTimersByTimeAsync(0)
    expect(attempts.map(({ mark }) => mark)).toEqual([1, 2, 3, 4])
  })

  it('keeps what the browser refused to send', async () => {
    const { transport, store, answers } = begin()
    answers.push(stored(), new TypeError('More than 64 KiB are on their way'))
    transport.exit([segment(1), segment(2)])
    await vi.advanceTimersByTimeAsync(0)
    expect(store.kept()).toEqual([2])
  })

  it('does not send again, after a pause, what was sent on exit', async () => {
    const { transport, attempts, answers } = begin()
    answers.push(new TypeError('offline'))
    transport.send(segment(1))
    await vi.advanceTimersByTimeAsync(0)
    transport.exit([])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(attempts.map(({ mark }) => mark)).toEqual([1, 1])
  })
})

it('sends nothing more once it was told to discard', async () => {
  const { transport, attempts, answers } = begin()
  answers.push(new TypeError('offline'))
  transport.send(segment(1))
  transport.send(segment(2))
  await vi.advanceTimersByTimeAsync(0)
  transport.discard()
  transport.send(segment(3))
  transport.exit([segment(4)])
  await vi.advanceTimersByTimeAsync(120_000)
  expect(attempts.map(({ mark }) => mark)).toEqual([1])
})
