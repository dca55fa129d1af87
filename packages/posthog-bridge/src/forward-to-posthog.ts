import type { SegmentHeader, TimelineEvent } from '@playhead/protocol'
import {
  chooseEvent,
  describeError,
  describeFrustration,
  type ForwardedEvent,
  type ForwardingOptions,
} from './choose-event.ts'
import { eventUuid } from './event-uuid.ts'
import { quietly } from './quietly.ts'

/** What this package uses of posthog-node. */
export interface PostHogServerClient {
  capture(message: {
    distinctId: string
    event: string
    properties: Record<string, unknown>
    timestamp: Date
    uuid: string
  }): void
}

export interface ForwardToPostHogOptions extends ForwardingOptions {
  /** Where the viewer is, such as `https://shop.example/api/replay`. Without it events carry no link. */
  viewerUrl?: string
  /**
   * PostHog's id of the person. Default: the user of `replay.identify`, or `playhead:` and the session, for
   * whom PostHog makes no person.
   */
  distinctId?: (session: string, user: string | null) => string
}

/** Sessions whose user is remembered from one segment to the next. */
const maxRemembered = 10_000

/**
 * Forwards frustration, errors and chosen events from the server, for visitors whose browser blocks
 * PostHog. Give it to `createReplayServer` as `onSegment`. An event that is forwarded twice has the same
 * UUID and time both times, so PostHog counts it once.
 *
 * @param client of posthog-node. Shutting it down is yours.
 * @example
 * const posthog = new PostHog(key, { host })
 * createReplayServer({ store, basePath, onSegment: forwardToPostHog(posthog, { viewerUrl }) })
 */
export function forwardToPostHog(
  client: PostHogServerClient,
  options: ForwardToPostHogOptions = {},
): (segment: { header: SegmentHeader; timeline: readonly TimelineEvent[] }) => void {
  const { viewerUrl, distinctId } = options
  const users = new Map<string, string>()

  return ({ header, timeline }) => {
    const { session, tab } = header
    for (const event of timeline) {
      if (event.type === 'identify') remember(users, session, event.user)
      const chosen = chooseEvent(event, options)
      if (!chosen) continue
      const user = users.get(session) ?? null
      const { name, properties } = describe(chosen)
      quietly(() =>
        client.capture({
          distinctId: distinctId?.(session, user) ?? user ?? `playhead:${session}`,
          event: name,
          uuid: eventUuid(session, tab, event.at, event.type, name, JSON.stringify(properties)),
          timestamp: new Date(event.at),
          properties: {
            ...properties,
            playhead_session: session,
            ...(viewerUrl !== undefined && {
              playhead_url: `${viewerUrl.replace(/\/+$/, '')}/sessions/${session}?at=${Math.round(event.at)}`,
            }),
            ...(user === null && !distinctId && { $process_person_profile: false }),
          },
        }),
      )
    }
  }
}

function remember(users: Map<string, string>, session: string, user: string): void {
  users.delete(session)
  users.set(session, user)
  const [oldest] = users.keys()
  if (users.size > maxRemembered && oldest !== undefined) users.delete(oldest)
}

function describe(chosen: ForwardedEvent): { name: string; properties: Record<string, unknown> } {
  if (chosen.kind === 'custom') return { name: chosen.name, properties: chosen.properties }
  if (chosen.kind === 'frustration') {
    return { name: 'playhead_frustration', properties: describeFrustration(chosen.event) }
  }
  return { name: '$exception', properties: describeError(chosen.event) }
}
