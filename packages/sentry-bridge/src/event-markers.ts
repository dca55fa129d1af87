import { issueUrl } from './issue-url.ts'
import { isRecorded, type Linked } from './linked-replay.ts'
import { createRateLimit } from './rate-limit.ts'
import type { SentryReplayOptions } from './sentry-replay-options.ts'
import type { SentryClient, SentryEvent, SentryResponse } from './sentry-shapes.ts'

type Marker = Parameters<NonNullable<Linked['replay']['link']>>[0]

/** What the timeline says of the events that are sent. */
export interface EventMarkers {
  /** @returns false if there will be no recording to link to. */
  open(event: SentryEvent, linked: Linked): boolean
  close(event: SentryEvent, response: SentryResponse): void
}

/** Events that are on their way to Sentry. */
const maxOpen = 100
const maxTitleLength = 200

export function createEventMarkers(
  client: SentryClient,
  options: SentryReplayOptions,
): EventMarkers {
  const opened = new Map<string, Linked & { marker: Marker }>()
  const rateLimit = createRateLimit()

  return {
    open(event, linked) {
      const { replay, session, at } = linked
      const title = titleOf(event)
      const isCurrent = replay.sessionId === session
      const isUpgraded = options.upgradeBuffer !== false && isCurrent
      // Once beforeSend has let it pass: what nobody is to see is no reason to record. Without its
      // message: what the timeline says of sampling is not cleaned.
      if (isUpgraded) replay.sendBuffer?.(`Sentry: ${kindOf(event)}`)
      if (!isRecorded(linked, isUpgraded)) return false
      // The timeline of a session that has ended is closed.
      if (!replay.link || !isCurrent) return true
      const id = event.event_id ?? ''
      const marker: Marker = {
        tool: 'sentry',
        subject: event.type === 'feedback' ? 'feedback' : 'error',
        id,
        url: issueUrl(event, id, client.getDsn(), options),
        title,
        status: 'pending',
        at,
      }
      replay.link(marker)
      opened.set(id, { ...linked, marker })
      const [oldest] = opened.keys()
      if (opened.size > maxOpen && oldest !== undefined) opened.delete(oldest)
      return true
    },
    close(event, response) {
      rateLimit.hear(response)
      const found = opened.get(event.event_id ?? '')
      if (!found) return
      opened.delete(event.event_id ?? '')
      const end = conclude(
        response,
        rateLimit.isLimited(event.type === 'feedback' ? 'feedback' : 'error'),
      )
      const { replay, session, marker } = found
      if (end && replay.sessionId === session) replay.link?.({ ...marker, ...end })
    },
  }
}

/** @returns null if nobody knows: an offline transport sends it later, and does not tell. */
function conclude(
  response: SentryResponse,
  isLimited: boolean,
): Pick<Marker, 'status' | 'reason'> | null {
  const { statusCode } = response
  if (statusCode !== undefined) {
    return statusCode >= 200 && statusCode < 300
      ? { status: 'confirmed' }
      : { status: 'rejected', reason: `Sentry answered ${statusCode}.` }
  }
  return isLimited ? { status: 'rejected', reason: 'Sentry asked for fewer events.' } : null
}

/** The error's class, or what else it is. */
function kindOf({ exception, type }: SentryEvent): string {
  return exception?.values?.at(-1)?.type || (type === 'feedback' ? 'Feedback' : 'Event')
}

function titleOf(event: SentryEvent): string {
  const { value } = event.exception?.values?.at(-1) ?? {}
  const text = value || event.message
  return (text ? `${kindOf(event)}: ${text}` : kindOf(event)).slice(0, maxTitleLength)
}
