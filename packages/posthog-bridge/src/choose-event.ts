import type { ErrorEvent, FrustrationEvent, TimelineEvent } from '@playhead/protocol'

export interface ForwardingOptions {
  /** Whether frustration is forwarded, as the event `playhead_frustration`. Default true. */
  frustration?: boolean
  /** Whether errors are forwarded to PostHog's error tracking. Default true. */
  errors?: boolean
  /** The names of the events of `replay.track` that are forwarded. Default none. */
  events?: readonly string[]
}

export type ForwardedEvent =
  | { kind: 'frustration'; event: FrustrationEvent }
  | { kind: 'error'; event: ErrorEvent }
  | { kind: 'custom'; name: string; properties: Record<string, unknown>; event: TimelineEvent }

/** The property that marks what came from PostHog in the first place: it does not go back. */
export const fromPostHog = 'posthog_event'

/** @returns null for what is not forwarded. */
export function chooseEvent(
  event: TimelineEvent,
  { frustration = true, errors = true, events = [] }: ForwardingOptions,
): ForwardedEvent | null {
  if (event.type === 'frustration') return frustration ? { kind: 'frustration', event } : null
  if (event.type === 'error') return errors ? { kind: 'error', event } : null
  if (event.type !== 'custom' || !events.includes(event.name)) return null
  if (fromPostHog in event.properties) return null
  return { kind: 'custom', name: event.name, properties: event.properties, event }
}

/** What PostHog shows of a frustration. */
export function describeFrustration(event: FrustrationEvent): Record<string, unknown> {
  const { kind, element, cause, count, delayMs, url } = event
  return { kind, selector: element?.selector ?? null, cause, count, delay_ms: delayMs, url }
}

/** An exception as PostHog takes it from any SDK, without the frames of its stack. */
export function describeError({ name, message, stack, kind }: ErrorEvent): Record<string, unknown> {
  const mechanism = { handled: kind === 'reported', type: 'generic', synthetic: false }
  return {
    $exception_list: [{ type: name, value: message, mechanism }],
    $exception_level: 'error',
    stack,
  }
}
