import { wireLimits } from '@playhead/protocol/recording'
import { after } from '../page/after.ts'
import { PlayheadError, type PlayheadErrorCode } from '../playhead-error.ts'
import type { OutgoingSegment } from '../segments/segment-writer.ts'
import { isBehindWorker } from './is-behind-worker.ts'
import type { Queued } from './queued.ts'
import type { SegmentKey, StoredSegment } from './segment-key.ts'
import { sendSegment } from './send-segment.ts'
import type { TransportOptions } from './transport-options.ts'

export interface Transport {
  /** Queues a segment; they are sent one after the other, in order. */
  send(segment: OutgoingSegment): void
  /** Resolves when everything queued has been stored by the server, or waits for a better network. */
  idle(): Promise<void>
  /** The network is back, as far as the browser can tell: sends what waits. */
  resume(): void
  /** The page is going: sends what is queued and `last`, in ways that outlive it. */
  exit(last: readonly OutgoingSegment[]): void
  /** Forgets what is queued and sends no more. */
  discard(): void
}

/** Ordinary requests up to this size outlive the page; the other half of 60 kB stays for the exit. */
const maxKeepaliveBytes = wireLimits.maxExitBytes / 2
/**
 * What is not sent by then goes to the store as well. With the flush age that is 4.25 s: of the 5 s that a
 * killed browser may lose, the rest is for timers that come late and for the disk.
 */
const storeAfterMs = 250
/** A database may never open: damaged, or blocked (https://bugs.webkit.org/show_bug.cgi?id=226547). */
const openWithinMs = 2_000
/** Left by another tab: it may still be there and sending it. Sent twice does no harm. */
const othersAfterMs = 60_000
const firstDelayMs = 1_000
const longestDelayMs = 60_000
/** However long a server asks for. A timer beyond 2^31 ms would fire at once. */
const longestWaitMs = 15 * 60_000
/** Refusals in a row that end the recording: the first may be about one segment only. */
const maxRefusals = 3

export function createTransport(options: TransportOptions): Transport {
  const { url, fetch, store, clock, report, jitter = Math.random } = options
  let queue: Queued[] = []
  let sending: Promise<void> | null = null
  let wake: (() => void) | null = null
  let storeTimer: ReturnType<typeof setTimeout> | undefined
  let parkTimer: ReturnType<typeof setTimeout> | undefined
  let isParked = false
  /** The last attempt failed. */
  let isFailing = false
  let lost = 0
  let refusals = 0
  let isOpen = true
  /** Keys of what this page has put into the store, until it has looked what earlier ones have. */
  let put: Set<string> | null = new Set()
  const restoring = Promise.race([restore(), after(openWithinMs)])

  /** What earlier pages could not send comes first. */
  async function restore(): Promise<void> {
    const now = clock.now()
    await store.prune(now)
    const left = await store.read('queued')
    const ours = left.filter(
      ({ key }) =>
        // What this page has put there meanwhile it sends anyway.
        !put?.has(String(key)) && (key[2] === options.tab || now - key[4] > othersAfterMs),
    )
    put = null
    if (!isOpen || ours.length === 0) return
    queue = [...ours.map(toEarlier), ...queue]
    start()
  }

  function start(): void {
    if (isParked) return
    sending ??= sendQueued().finally(() => {
      sending = null
    })
  }

  async function sendQueued(): Promise<void> {
    await restoring
    for (let item = next(); item; item = next()) await sendOne(item)
  }

  function next(): Queued | undefined {
    return isParked ? undefined : queue[0]
  }

  /** Until it is stored, refused, or has failed so often that it had better wait. */
  async function sendOne(item: Queued): Promise<void> {
    const { bytes } = item.segment
    for (let attempt = 1; queue.includes(item); attempt++) {
      const keepalive = bytes.length <= maxKeepaliveBytes
      item.state = keepalive ? 'sending-keepalive' : 'sending'
      const outcome = await sendSegment(bytes, { url, fetch, keepalive })
      item.state = 'waiting'
      isFailing = outcome.name === 'failed'
      if (outcome.name !== 'failed') remove(item)
      if (outcome.name === 'stored') return recovered()
      // Sent on exit in the meantime, or forgotten.
      if (!isOpen || (isFailing && !queue.includes(item))) return
      if (outcome.name === 'stopped') return options.onStopped(item.segment.session, outcome.why)
      if (outcome.name === 'refused') return refused(item, outcome)
      storeQueue()
      if (attempt >= options.maxAttempts) return park(item.segment, outcome)
      await pause(Math.min(outcome.retryAfterMs ?? delayBefore(attempt), longestWaitMs))
    }
  }

  /** Full jitter over the upper half, so that tabs that failed together do not return together. */
  function delayBefore(attempt: number): number {
    return Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1)) * (0.5 + jitter() / 2)
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** All waits until the network is back, or a long while. */
  function park(segment: OutgoingSegment, { why, cause }: { why: string; cause?: unknown }): void {
    isParked = true
    parkTimer = setTimeout(resume, longestDelayMs)
    tell(
      'send_failed',
      segment,
      `is kept for later after ${options.maxAttempts} attempts: ${why}`,
      cause,
    )
  }

  function resume(): void {
    clearTimeout(parkTimer)
    isParked = false
    wake?.()
    if (queue.length > 0) start()
  }

  function recovered(): void {
    refusals = 0
    if (lost === 0 || queue.length > 0) return
    const count = lost
    lost = 0
    options.onRecovered(count)
  }

  function refused(
    { segment, isEarlier }: Queued,
    { status, why }: { status: number; why: string },
  ): void {
    const error = tell('refused', segment, `was refused by the server: ${why}`)
    if (isEarlier) return
    lost++
    refusals++
    // 412: under rules that the server does not take, as all that this page will send.
    if (refusals >= maxRefusals || status === 412) options.onRejected(error)
  }

  function remove(item: Queued): void {
    queue = queue.filter((other) => other !== item)
    if (item.key) store.remove([item.key])
  }

  function storeQueue(): void {
    storeAll(queue)
  }

  function storeAll(items: readonly Queued[]): void {
    const at = clock.now()
    store.put(
      items.flatMap((item): StoredSegment[] => {
        if (item.key) return []
        const { session, tab, sequence, bytes } = item.segment
        item.key = ['queued', session, tab, sequence, at, bytes.length]
        put?.add(String(item.key))
        return [{ key: item.key, bytes }]
      }),
    )
  }

  async function sendLast(item: Queued, keepalive: boolean): Promise<void> {
    const { segment } = item
    const outcome = await sendSegment(segment.bytes, { url, fetch, keepalive })
    if (outcome.name !== 'failed') return remove(item)
    // Heard while the page is still there, where others have used up what may outlive it.
    storeAll([item])
    store.leave()
    tell('send_failed', segment, `could not be sent on exit: ${outcome.why}`, outcome.cause)
  }

  function tell(
    code: PlayheadErrorCode,
    { sequence }: OutgoingSegment,
    what: string,
    cause?: unknown,
  ): PlayheadError {
    const error = new PlayheadError(code, `Segment ${sequence} ${what}`, { cause })
    report(error)
    return error
  }

  return {
    resume,
    send(segment) {
      if (!isOpen) return
      const own = queue.filter(({ isEarlier }) => !isEarlier)
      const queuedBytes = own.reduce((sum, item) => sum + item.segment.bytes.length, 0)
      if (queuedBytes + segment.bytes.length > options.maxQueuedBytes) {
        lost++
        tell('send_failed', segment, `was dropped: ${queuedBytes} bytes wait for the network.`)
        return
      }
      queue.push(toQueued(segment))
      clearTimeout(storeTimer)
      storeTimer = setTimeout(storeQueue, storeAfterMs)
      start()
    },
    async idle() {
      await restoring
      await sending
    },
    exit(last) {
      if (!isOpen) return
      const all = [...queue, ...last.map((segment) => toQueued(segment))]
      let budget: number = wireLimits.maxExitBytes
      for (const { state, segment } of all) {
        if (state === 'sending-keepalive') budget -= segment.bytes.length
      }
      // Nobody hears how it went: where an answer is awaited still, it may fare no better.
      const isAwaiting = queue.some(({ state }) => state !== 'waiting')
      const isDoubtful = isFailing || isAwaiting || navigator.onLine === false || isBehindWorker()
      // A request in flight with keepalive arrives by itself; one without it dies with the page.
      const unsent = all.filter(({ state }) => state !== 'sending-keepalive')
      const tooMuch: Queued[] = []
      for (const item of unsent) {
        const { length } = item.segment.bytes
        const keepalive = length <= budget
        if (keepalive) budget -= length
        else tooMuch.push(item)
        void sendLast(item, keepalive)
      }
      // The next page sends again what may not have arrived; the server knows what it has.
      storeAll(isDoubtful ? all : tooMuch)
      store.leave()
      queue = queue.filter(({ state }) => state === 'sending-keepalive')
      wake?.()
    },
    discard() {
      isOpen = false
      clearTimeout(storeTimer)
      clearTimeout(parkTimer)
      store.remove(queue.flatMap(({ key }) => (key ? [key] : [])))
      store.discard()
      queue = []
      wake?.()
    },
  }
}

/** @param key where an earlier page has left it. */
function toQueued(segment: OutgoingSegment, key: SegmentKey | null = null): Queued {
  return { segment, state: 'waiting', key, isEarlier: key !== null }
}

function toEarlier({ key, bytes }: StoredSegment): Queued {
  const [, session, tab, sequence] = key
  return toQueued({ bytes, session, tab, sequence, reason: 'manual' }, key)
}
