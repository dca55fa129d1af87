import type { TimelineEvent } from '@playhead/protocol'

/** Both ends in ms since the Unix epoch. */
export interface TimeSpan {
  startedAt: number
  endedAt: number
}

/** Signs that somebody is there, and things a viewer must not miss. */
const activity: ReadonlySet<TimelineEvent['type']> = new Set([
  'click',
  'double-click',
  'touch',
  'clipboard',
  'drag',
  'keys',
  'input',
  'scroll',
  'mouse-path',
  'navigation',
  'error',
  'dropped',
])

/**
 * Stretches in which nothing worth watching happened.
 *
 * @param events of one tab, by time.
 * @param span what the recording covers.
 * @param afterMs silence shorter than this is a pause for thought, not inactivity. Default 5_000.
 */
export function toInactiveSpans(
  events: readonly TimelineEvent[],
  span: TimeSpan,
  afterMs = 5_000,
): TimeSpan[] {
  const spans: TimeSpan[] = []
  let quietSince = span.startedAt
  const hear = (from: number, to = from): void => {
    if (from - quietSince > afterMs) spans.push({ startedAt: quietSince, endedAt: from })
    quietSince = Math.max(quietSince, to)
  }
  for (const event of events) {
    if (!activity.has(event.type)) continue
    if (event.at < span.startedAt || event.at > span.endedAt) continue
    hear(event.at, endOf(event))
  }
  hear(span.endedAt)
  return spans
}

function endOf(event: TimelineEvent): number {
  if (event.type !== 'mouse-path') return event.at
  return event.at + (event.points.at(-1)?.[0] ?? 0)
}
