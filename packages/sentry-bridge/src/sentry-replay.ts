import { attachLink, detachLink } from './attach-link.ts'
import { createEventMarkers } from './event-markers.ts'
import { type Linked, type LinkedReplay, mayBeRecorded } from './linked-replay.ts'
import type { SentryReplayOptions } from './sentry-replay-options.ts'
import type { SentryClient, SentryEvent } from './sentry-shapes.ts'

/** The recording, or what finds it: asked for each event, so it may start later, or be another each time. */
export type ReplaySource = LinkedReplay | (() => LinkedReplay | null | undefined)

/** An integration for `Sentry.init` and `client.addIntegration`, in versions 8 to 11. */
export interface SentryReplayIntegration {
  name: string
  setup(client: SentryClient): void
  processEvent<Event extends SentryEvent>(event: Event): Event
}

/** Events that are on their way from one hook to the next; those that `beforeSend` drops never arrive. */
const maxWaiting = 100

/**
 * Links every error, message and feedback that goes to Sentry to the moment it happened, and marks that
 * moment on the timeline with the event. Without a recording the events stay as they are. Whatever goes
 * wrong here, the event is sent.
 *
 * @param replay the handle of `start`, or a function: `getReplay` for a recording that starts later or
 *   elsewhere; on a server one that returns the context of the current request.
 * @param options.org your organization's slug; with it the timeline links to the event.
 * @param options.upgradeBuffer false: an error does not send a recording that is kept back. Default true.
 * @example
 * Sentry.init({ dsn, integrations: [sentryReplay(getReplay, { org: 'acme' })] })
 */
export function sentryReplay(
  replay: ReplaySource,
  options: SentryReplayOptions = {},
): SentryReplayIntegration {
  const waiting = new Map<string, Linked>()

  return {
    name: 'PlayheadReplay',
    setup(client) {
      const markers = createEventMarkers(client, options)
      client.on('beforeSendEvent', (event) => {
        quietly(() => {
          const linked = isLinked(event) && waiting.get(event.event_id ?? '')
          if (!linked) return
          waiting.delete(event.event_id ?? '')
          if (!markers.open(event, linked)) detachLink(event)
        })
      })
      client.on('afterSendEvent', (event, response) => {
        quietly(() => markers.close(event, response))
      })
    },
    processEvent(event) {
      quietly(() => {
        if (!isLinked(event) || !event.event_id) return
        const found = typeof replay === 'function' ? replay() : replay
        if (!found || !mayBeRecorded(found)) return
        const linked = {
          replay: found,
          session: found.sessionId,
          at: momentOf(event),
          wasRecording: found.getState?.().name === 'recording',
        }
        attachLink(event, linked)
        waiting.set(event.event_id, linked)
        const [oldest] = waiting.keys()
        if (waiting.size > maxWaiting && oldest !== undefined) waiting.delete(oldest)
      })
      return event
    },
  }
}

/** Transactions, profiles and Sentry's own replays are events as well. */
function isLinked({ type }: SentryEvent): boolean {
  return type === undefined || type === 'feedback'
}

function momentOf({ timestamp }: SentryEvent): number {
  return typeof timestamp === 'number' ? Math.round(timestamp * 1_000) : Date.now()
}

/** Sentry drops an event whose processor throws. */
function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // Without a link, then.
  }
}
