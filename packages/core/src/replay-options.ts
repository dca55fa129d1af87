import type { FrustrationEvent } from '@playhead/protocol'
import type { CanvasOptions } from './capture/canvas/canvas-options.ts'
import type { NetworkOptions } from './capture/network/network-options.ts'
import type { PropagateOptions } from './capture/network/propagate-options.ts'
import type { RecordDom } from './dom/record-dom.ts'
import type { FrustrationOptions } from './frustration/frustration-options.ts'
import type { Clock } from './page/clock.ts'
import type { PlayheadError } from './playhead-error.ts'
import type { PrivacyOptions } from './privacy/privacy-options.ts'
import type { SamplingOptions } from './session/sampling-options.ts'
import type { SessionCache } from './session/session-cache.ts'

export interface ReplayOptions {
  /** Where the replay handler is mounted: a path (`/api/replay`) or an absolute http(s) URL. */
  endpoint: string
  /** The application's release; shown with its sessions. At most 255 bytes. */
  release?: string
  /** Which sessions are recorded. Default: all of them. */
  sampling?: SamplingOptions
  /** `required`: read, store and send nothing before `setConsent('granted')`. Default `not-required`. */
  consent?: 'not-required' | 'required'
  /**
   * Records nothing where the browser sends Global Privacy Control, whatever consent says. Default true.
   */
  respectGpc?: boolean
  /** The same for Do Not Track. Default false. */
  respectDnt?: boolean
  /** What may be read. Default: no input value and no text. */
  privacy?: PrivacyOptions
  /**
   * Records what canvases in safe regions show: `{}`, or how often and how large. What is drawn cannot be
   * masked. Default: none.
   */
  canvas?: CanvasOptions
  /**
   * Origins, such as `https://pay.example`, whose pages are recorded where frames of this page show them, if
   * they allow it: by `startInFrame` of `@playhead/core/frame`. Text is shown where both sides mark it as
   * safe. Default: none.
   */
  crossOriginFrames?: readonly string[]
  /** Which headers and bodies of requests may be recorded. Default: none. */
  network?: NetworkOptions
  /** From when on a person counts as frustrated, by signal; `false` looks out for none. */
  frustration?: false | FrustrationOptions
  /**
   * Told when somebody is frustrated, as by the event `playhead:frustration` on the window: offer help.
   * Default: nobody.
   */
  onFrustration?: (event: FrustrationEvent) => void
  /**
   * Whether requests by fetch and XMLHttpRequest tell the server which recording they come from, by the
   * header `x-replay-id`. Default: those to the page's own origin do. false: none.
   */
  propagate?: PropagateOptions | false
  /**
   * Receives what went wrong; nothing is thrown into the page. Default: the console is warned of calls
   * whose data were left out (`not_recorded`), and nobody hears of the rest.
   */
  onError?: (error: PlayheadError) => void
  limits?: Partial<ReplayLimits>
  /** Default: the wall clock at page load, moved on by the monotonic clock. */
  clock?: Clock
  /** Fills with random bytes. Default `crypto.getRandomValues`. */
  random?: (bytes: Uint8Array<ArrayBuffer>) => void
  /** Sends segments. Default: the browser's, as it was before anything else instrumented it. */
  fetch?: typeof fetch
  /** Records the DOM. Default: ours, in rrweb's format. */
  recordDom?: RecordDom
  /** Where the session and the tab are remembered. Default: localStorage and sessionStorage. */
  sessionCache?: SessionCache
}

export interface ReplayLimits {
  /** A session ends after this long without a person's doing anything, ms. Default 30 minutes. */
  idleTimeoutMs: number
  /** A session ends after this long in any case, ms. Default 24 hours. */
  maxSessionAgeMs: number
  /** Events wait at most this long, ms. Default 4,000. */
  flushAfterMs: number
  /** A segment is closed once this many bytes wait, before compression. Default 512,000. */
  maxWaitingBytes: number
  /** Encoded segments that may wait for the network, bytes. Default 4,000,000. */
  maxQueuedBytes: number
  /** Attempts to send one segment before it waits for a better network. Default 6. */
  maxAttempts: number
  /** A session that has sent this many bytes is not recorded any further. Default 50,000,000. */
  maxSessionBytes: number
}

export const defaultLimits: ReplayLimits = {
  idleTimeoutMs: 30 * 60_000,
  maxSessionAgeMs: 24 * 60 * 60_000,
  flushAfterMs: 4_000,
  maxWaitingBytes: 512_000,
  maxQueuedBytes: 4_000_000,
  maxAttempts: 6,
  maxSessionBytes: 50_000_000,
}
