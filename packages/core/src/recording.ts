import type { JsonValue, TimelineEvent } from '@playhead/protocol'
import type { Clock } from './page/clock.ts'
import type { PlayheadError } from './playhead-error.ts'
import type { ReplayLimits, ReplayOptions } from './replay-options.ts'
import type { CreateHold } from './segments/hold.ts'
import type { Gates } from './session/gates.ts'
import type { Random } from './session/random-id.ts'
import type { SamplingOptions } from './session/sampling-options.ts'
import type { ConsentRecord } from './session/consent.ts'
import type { Session, SessionKeeper } from './session/session.ts'
import type { SessionCache } from './session/session-cache.ts'

/** An error as the application reported it: the privacy rules are yet to be applied. */
export interface ReportedError {
  type: 'reported-error'
  at: number
  error: unknown
  context: Record<string, JsonValue>
}

/** A link as the application gave it: whether it is one is yet to be seen. */
export interface ReportedLink {
  type: 'reported-link'
  at: number
  link: Record<string, JsonValue>
}

/** What the application says. */
export type Said = TimelineEvent | ReportedError | ReportedLink

/** What the entry hands to the recorder, which it loads later. */
export interface RecordingContext {
  options: ReplayOptions
  limits: ReplayLimits
  /** Absolute, without a slash at its end. */
  endpointUrl: string
  clock: Clock
  random: Random
  fetch: typeof fetch
  cache: SessionCache
  keeper: SessionKeeper
  session: Session
  /** What the application said before the recorder was there. */
  early: readonly Said[]
  sampling: SamplingOptions
  /** Every part that decides against recording has its line here. */
  gates: Gates
  /** Null if nothing can have to be kept back under these options. */
  createHold: CreateHold | null
  /** Those who hear each event of the timeline. */
  listeners: ReadonlySet<(event: TimelineEvent) => void>
  report(error: PlayheadError): void
  /** Another session has begun. @returns null if it is not to be recorded. */
  nextSession(): Session | null
  /** On what ground this page is recorded now. */
  consent(): ConsentRecord
  /** `buffering`: what is recorded is kept back. Said at the beginning, and whenever it changes. */
  onState(name: 'recording' | 'buffering' | 'excluded'): void
  /** Consent was withdrawn in another tab, which does the rest. */
  onWithdrawn(): void
  /** The server keeps refusing. */
  onRejected(error: PlayheadError): void
  /**
   * No more of this session is to be recorded.
   * @param end what ends the recording in good order. Default: it ends at once.
   */
  onStopped(reason: string, end?: () => Promise<void>): void
}

export type StartReplay = (context: RecordingContext) => Recording

export interface Recording {
  /** What the application says. */
  hear(said: Said): void
  /** Puts it on the timeline that the ground of the recording is another one. */
  tellGround(): void
  /** Sends what is kept back. */
  sendBuffer(reason: string): void
  flush(): Promise<void>
  /** @returns when the last segment has been handed to the transport. */
  stop(): Promise<void>
  /** Ends at once and throws away what has not been sent. */
  discard(): void
}
