import type { FrustrationEvent, JsonValue } from '@playhead/protocol'

/** Which sessions are recorded. A decision holds for the whole session, in every tab and page of it. */
export interface SamplingOptions {
  /** The share of sessions recorded from their beginning, 0 to 1. Default 1. */
  session?: number
  /**
   * The share of the others, 0 to 1, of which the last minute or two of each page are kept in the
   * browser, to be sent when an error occurs; from then on the session is recorded. Default 0.
   */
  onError?: number
  /**
   * Records a session whatever was drawn: beta testers, one customer. Asked when the session begins and
   * after each `identify`; once true, it holds for the session.
   */
  always?: (context: SamplingContext) => boolean
  /**
   * Pages on which recording begins, the time before included. A text is the beginning of a path
   * (`/checkout`) or of a whole URL; an expression is tested against the whole URL.
   */
  urls?: readonly (string | RegExp)[]
  /** Names of events (`track`) with which recording begins, the time before included. */
  events?: readonly string[]
  /** Names of feature flags; recording begins with one that is on, the time before included. */
  flags?: readonly string[]
  /**
   * Recording begins when somebody is frustrated, the time before included: in any way, or in one of
   * these.
   */
  onFrustration?: boolean | readonly FrustrationEvent['kind'][]
  /**
   * Nothing is sent of a session that does not last this long, ms. Default 0. What asks for a recording
   * by itself, such as an error under `onError`, does not wait for it.
   */
  minDurationMs?: number
}

export interface SamplingContext {
  sessionId: string
  /** Of the page. */
  url: string
  /** Who was identified on this page, if anybody was yet. */
  user: string | null
  traits: Readonly<Record<string, JsonValue>>
}

const hasAny = (list: readonly unknown[] | undefined): boolean => (list?.length ?? 0) > 0

export function hasTriggers({ urls, events, flags, onFrustration }: SamplingOptions): boolean {
  return hasAny(urls) || hasAny(events) || hasAny(flags) || Boolean(onFrustration)
}

/** Whether some session may have to be kept back for a while; if none can, the code for it is not loaded. */
export function mayHold(sampling: SamplingOptions): boolean {
  const { session = 1, onError = 0, minDurationMs = 0 } = sampling
  return minDurationMs > 0 || (session < 1 && (onError > 0 || hasTriggers(sampling)))
}
