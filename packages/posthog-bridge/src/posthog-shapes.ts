/* What this package uses of posthog-js. Nothing is imported from it: the application hands its own in. */

export interface PostHogProperties {
  [name: string]: unknown
}

export interface PostHogInstance {
  on(event: 'eventCaptured', hear: (event: unknown) => void): () => void
  onSessionId(hear: (sessionId: string) => void): () => void
  /** Hears the variants of all flags that are on, now and whenever they change. */
  onFeatureFlags(
    hear: (flags: string[], variants: Record<string, string | boolean>) => void,
  ): () => void
  get_session_id(): string
  get_session_replay_url(): string
  register_for_session(properties: PostHogProperties): void
  unregister_for_session(property: string): void
  capture(
    event: string,
    properties: PostHogProperties,
    options?: { timestamp?: Date; transport?: 'sendBeacon'; send_instantly?: boolean },
  ): unknown
  captureException(error: unknown, properties?: PostHogProperties): unknown
  /** What `captureException` captures. Missing where error tracking is not in the bundle. */
  exceptions?: {
    buildProperties?(error: unknown, metadata: { handled: boolean }): object
  }
  identify(user: string, traits?: PostHogProperties): void
}

/** What `eventCaptured` tells, as far as it is looked at. */
export interface CapturedEvent {
  event: string
  properties: PostHogProperties
  set: PostHogProperties
}

export function parseCaptured(told: unknown): CapturedEvent | null {
  if (!isObject(told) || typeof told.event !== 'string') return null
  const properties = isObject(told.properties) ? told.properties : {}
  const set = isObject(told.$set) ? told.$set : isObject(properties.$set) ? properties.$set : {}
  return { event: told.event, properties, set }
}

export function isObject(value: unknown): value is PostHogProperties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
