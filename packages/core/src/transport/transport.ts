import { wireLimits } from '@playhead/protocol'
import { PlayheadError } from '../playhead-error.ts'
import type { OutgoingSegment } from '../segments/segment-writer.ts'
import { sendSegment } from './send-segment.ts'

export interface Transport {
  /** Queues a segment; they are sent one after the other, in order. */
  send(segment: OutgoingSegment): void
  /** Resolves when everything queued has been stored or given up. */
  idle(): Promise<void>
  /** The page is going: sends what is queued and `last`, in ways that outlive it. */
  exit(last: readonly OutgoingSegment[]): void
  /** Forgets what is queued and sends no more. */
  discard(): void
}

export interface TransportOptions {
  /** Where segments go. */
  url: string
  fetch: typeof fetch
  sendBeacon?: ((url: string, body: Blob) => boolean) | undefined
  /** From 0 to 1, for the jitter of retries. Default `Math.random`. */
  jitter?: () => number
  maxQueuedBytes: number
  maxAttempts: number
  report(error: PlayheadError): void
  /** After a loss, the next segment was stored: `lost` segments are missing before it. */
  onRecovered(lost: number): void
  /** The server keeps refusing: recording on would be in vain. */
  onRejected(error: PlayheadError): void
}

interface Queued extends OutgoingSegment {
  state: 'waiting' | 'sending' | 'sending-keepalive'
}

/** Ordinary requests up to this size outlive the page; the other half of 60 kB stays for the exit. */
const maxKeepaliveBytes = wireLimits.maxExitBytes / 2
const firstDelayMs = 1_000
const longestDelayMs = 60_000
/** However long a server asks for. A timer beyond 2^31 ms would fire at once. */
const longestWaitMs = 15 * 60_000
/** Refusals in a row that end the recording: the first may be about one segment only. */
const maxRefusals = 3

export function createTransport(options: TransportOptions): Transport {
  const { url, fetch, report, jitter = Math.random } = options
  let queue: Queued[] = []
  let sending: Promise<void> | null = null
  let wake: (() => void) | null = null
  let lost = 0
  let refusals = 0
  let isOpen = true

  async function sendQueued(): Promise<void> {
    for (let segment = queue[0]; segment; segment = queue[0]) {
      await sendOne(segment)
      queue = queue.filter((other) => other !== segment)
    }
  }

  async function sendOne(segment: Queued): Promise<void> {
    for (let attempt = 1; queue.includes(segment); attempt++) {
      const keepalive = segment.bytes.length <= maxKeepaliveBytes
      segment.state = keepalive ? 'sending-keepalive' : 'sending'
      const outcome = await sendSegment(segment.bytes, { url, fetch, keepalive })
      segment.state = 'waiting'
      if (outcome.name === 'stored') return recovered()
      // Sent by beacon in the meantime.
      if (!queue.includes(segment)) return
      if (outcome.name === 'refused') return refused(segment, outcome.why)
      if (attempt >= options.maxAttempts) {
        lost++
        report(
          new PlayheadError(
            'send_failed',
            `Segment ${segment.sequence} was given up after ${attempt} attempts: ${outcome.why}`,
            { cause: outcome.cause },
          ),
        )
        return
      }
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

  function recovered(): void {
    refusals = 0
    if (lost === 0 || queue.length > 1) return
    const count = lost
    lost = 0
    options.onRecovered(count)
  }

  function refused(segment: Queued, why: string): void {
    lost++
    refusals++
    const error = new PlayheadError(
      'refused',
      `The server refused segment ${segment.sequence}: ${why}`,
    )
    report(error)
    if (refusals >= maxRefusals && isOpen) options.onRejected(error)
  }

  async function sendLast(segment: OutgoingSegment, keepalive: boolean): Promise<void> {
    const { bytes, sequence } = segment
    // A beacon says no more than that the browser took it.
    if (keepalive && options.sendBeacon?.(url, new Blob([bytes], { type: 'text/plain' }))) return
    const outcome = await sendSegment(bytes, { url, fetch, keepalive })
    if (outcome.name === 'stored') return
    lost++
    report(new PlayheadError('send_failed', `Segment ${sequence} was lost on exit: ${outcome.why}`))
  }

  return {
    send(segment) {
      if (!isOpen) return
      const queuedBytes = queue.reduce((sum, { bytes }) => sum + bytes.length, 0)
      if (queuedBytes + segment.bytes.length > options.maxQueuedBytes) {
        lost++
        report(
          new PlayheadError(
            'send_failed',
            `Segment ${segment.sequence} was dropped: ${queuedBytes} bytes already wait for the network.`,
          ),
        )
        return
      }
      queue.push({ ...segment, state: 'waiting' })
      sending ??= sendQueued().finally(() => {
        sending = null
      })
    },
    async idle() {
      await sending
    },
    exit(last) {
      if (!isOpen) return
      let budget: number = wireLimits.maxExitBytes
      for (const { state, bytes } of queue) {
        if (state === 'sending-keepalive') budget -= bytes.length
      }
      // A request in flight with keepalive arrives by itself; one without it dies with the page.
      const unsent = queue.filter(({ state }) => state !== 'sending-keepalive')
      for (const segment of [...unsent, ...last]) {
        const keepalive = segment.bytes.length <= budget
        if (keepalive) budget -= segment.bytes.length
        void sendLast(segment, keepalive)
      }
      queue = queue.filter(({ state }) => state === 'sending-keepalive')
      wake?.()
    },
    discard() {
      isOpen = false
      queue = []
      wake?.()
    },
  }
}
