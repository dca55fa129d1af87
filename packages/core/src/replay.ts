import type { JsonValue, LinkEvent, SamplingGate, TimelineEvent } from '@playhead/protocol'
import type { ConsentDetails, ConsentState } from './session/consent.ts'
import type { PlayheadError } from './playhead-error.ts'

/** Where a recording stands. The same object until it changes, so it fits `useSyncExternalStore`. */
export type ReplayState =
  /** Nothing is read, stored or sent until `setConsent('granted')`. */
  | { readonly name: 'waiting-for-consent' }
  /** This session is not among those drawn; `why()` says more. */
  | { readonly name: 'not-sampled' }
  /** The recorder is being loaded. */
  | { readonly name: 'starting'; readonly sessionId: string }
  | { readonly name: 'recording'; readonly sessionId: string }
  /** Recorded, but kept in this browser until an error or something else in `sampling` asks for it. */
  | { readonly name: 'buffering'; readonly sessionId: string }
  /** Nothing is read of this page: `privacy` excludes it, or it has payment fields. `why()` says which. */
  | { readonly name: 'excluded'; readonly sessionId: string }
  | { readonly name: 'stopped'; readonly reason: StopReason }
  | { readonly name: 'failed'; readonly error: PlayheadError }

export type StopReason =
  /** The last `stop()`. */
  | 'stopped'
  /** Refused or withdrawn. */
  | 'consent-denied'
  /** The browser asks for it: Global Privacy Control, or Do Not Track. */
  | 'opted-out'
  /** No more is taken of this session; `why()` says more. The next one is recorded again. */
  | 'session-stopped'
  /** There is no page here: a server, a worker. */
  | 'no-page'

export type ReplayLink = Omit<LinkEvent, 'type' | 'at'> & { at?: number }

/** The recording of this page. */
export interface Replay {
  /**
   * 32 hex digits; changes when a session ends after idleness or its longest age. Empty while there
   * is no session: before consent, after a refusal, and outside a page.
   */
  readonly sessionId: string
  /** When the session began, ms since the Unix epoch; 0 while there is none. */
  readonly startedAt: number
  /** The id last given to `identify`; null before, and after a refusal. */
  readonly user: string | null
  /**
   * The absolute address of this session in the viewer.
   * @param options.at the moment to open it at, ms since the Unix epoch.
   */
  url(options?: { at?: number }): string
  /**
   * Says who is using the page. Kept until the recorder is there, if it is called before, and until
   * consent is given; of what else is said before consent nothing is kept.
   * @param user the application's own id of the user.
   */
  identify(user: string, traits?: Record<string, JsonValue>): void
  /** Puts an event of the application on the timeline. */
  track(name: string, properties?: Record<string, JsonValue>): void
  /**
   * Says which variants of feature flags this page runs. Only what changed is put on the timeline;
   * null takes a flag away.
   * @example
   * replay.setFlags({ 'new-checkout': true, 'price-test': 'b' })
   */
  setFlags(flags: Record<string, string | number | boolean | null>): void
  /**
   * Puts an error that the application has caught on the timeline, with its causes. Its text is
   * scrubbed as that of other errors.
   * @param context what else is known; recorded as it is.
   * @param at when it was met, ms since the Unix epoch. Default now, also for what is no time of the last 24 h.
   */
  captureError(error: unknown, context?: Record<string, JsonValue>, at?: number): void
  /**
   * Links this moment to what another tool holds about it. Said again with the same `tool` and `id`, it
   * takes the place of what was said before.
   * @param link.at the moment, ms since the Unix epoch. Default now.
   */
  link(link: ReplayLink): void
  /** What the person has said to being recorded, as far as this page was told. */
  readonly consent: ConsentState
  /**
   * Tells what the person has said; nothing is remembered, so say it on every page. `granted` begins a
   * recording that waits for it. `denied` and `withdrawn` mean the same: what runs stops, what has not
   * been sent is thrown away, what is stored in the browser is cleared, and if anything of the session
   * was recorded, the server is asked to erase it. `granted` after that begins a new session.
   * @param details stand on the session's timeline.
   * @example
   * replay.setConsent('granted', { policyVersion: '2026-11', signal: 'banner' })
   */
  setConsent(state: 'granted' | 'denied' | 'withdrawn', details?: ConsentDetails): void
  /**
   * Sends what is kept back (`sampling.onError` and the like), and records on from there. Does nothing
   * in a session that is recorded anyway, or not at all.
   * @param reason stands on the timeline. Default `sendBuffer()`.
   */
  sendBuffer(reason?: string): void
  /** Why this session is recorded or not: every part that decides, what it said, and its reason. */
  why(): readonly SamplingGate[]
  /**
   * Hears each event as it is put on the timeline, after the privacy rules. What a listener throws goes
   * to `onError`.
   * @returns a function that ends it.
   */
  onEvent(listener: (event: TimelineEvent) => void): () => void
  /** Sends what has been gathered. @returns when the server has it, or it has been given up. */
  flush(): Promise<void>
  /**
   * Ends the recording once every `start()` has had its `stop()`.
   * @returns when the last segment has been handed to the transport.
   */
  stop(): Promise<void>
  getState(): ReplayState
  /** @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void
}
