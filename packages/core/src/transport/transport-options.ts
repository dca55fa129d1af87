import type { Clock } from '../page/clock.ts'
import type { PlayheadError } from '../playhead-error.ts'
import type { SegmentStore } from './segment-store.ts'

export interface TransportOptions {
  /** Where segments go. */
  url: string
  /** The tab whose earlier pages may have left something in the store. */
  tab: string
  fetch: typeof fetch
  /** Keeps what cannot be sent at once, so that it outlives the page. */
  store: SegmentStore
  clock: Clock
  /** From 0 to 1, for the jitter of retries. Default `Math.random`. */
  jitter?: () => number
  maxQueuedBytes: number
  maxAttempts: number
  report(error: PlayheadError): void
  /** After a loss, the next segment was stored: `lost` segments are missing before it. */
  onRecovered(lost: number): void
  /** The server keeps refusing: recording on would be in vain. */
  onRejected(error: PlayheadError): void
  /** The server takes no more of that session. */
  onStopped(session: string, why: string): void
}
