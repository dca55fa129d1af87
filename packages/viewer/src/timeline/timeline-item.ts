import type { PlayerGap } from '@playhead/player'
import type { NetworkDetailEvent, TimelineEvent } from '@playhead/protocol'
import { formatSpan } from '../format/format-duration.ts'
import { describeEvent } from './describe-event.ts'
import { type EventKind, toEventKind } from './event-kind.ts'
import type { EventLine } from './event-line.ts'

/** A row of the timeline: something that happened, or a stretch that cannot be shown. */
export interface TimelineItem extends EventLine {
  key: string
  /** ms since the Unix epoch. */
  at: number
  /** The event's type, or `gap`. */
  type: string
  kind: EventKind
  /** null for a gap. */
  event: TimelineEvent | null
  /** What became known of a request after its headers: no row of its own. */
  later: NetworkDetailEvent | null
}

/**
 * @param events of one tab, by time.
 * @param gaps of that tab, by time.
 * @param ownHost host of the recorded page.
 */
export function toTimelineItems(
  events: readonly TimelineEvent[],
  gaps: readonly PlayerGap[],
  ownHost: string,
): TimelineItem[] {
  const items: TimelineItem[] = []
  /** Of the page that is open at that time: each counts its requests from 1. */
  const requests = new Map<number, TimelineItem>()
  /** What is said of a link later changes the row it has. */
  const links = new Map<string, TimelineItem>()
  for (const [index, event] of events.entries()) {
    if (event.type === 'network-detail') {
      const request = requests.get(event.request)
      // Timing and bodies become known one after the other.
      if (request) request.later = { ...request.later, ...event }
      continue
    }
    if (event.type === 'link') {
      const key = `${event.tool} ${event.id}`
      const known = links.get(key)
      if (known) {
        Object.assign(known, toEventItem({ ...event, at: known.at }, known.key, ownHost))
        continue
      }
      const item = toEventItem(event, `e${index}`, ownHost)
      links.set(key, item)
      items.push(item)
      continue
    }
    const item = toEventItem(event, `e${index}`, ownHost)
    items.push(item)
    if (event.type === 'network' && event.request !== undefined) requests.set(event.request, item)
  }
  return gaps.length === 0 ? items : [...items, ...gaps.map(toGapItem)].sort((a, b) => a.at - b.at)
}

function toEventItem(event: TimelineEvent, key: string, ownHost: string): TimelineItem {
  const { type, at } = event
  const line = describeEvent(event, ownHost)
  return { ...line, key, at, type, kind: toEventKind(event), event, later: null }
}

function toGapItem(gap: PlayerGap): TimelineItem {
  const { startedAt, endedAt, reason } = gap
  return {
    key: `g${startedAt}`,
    at: startedAt,
    type: 'gap',
    kind: 'other',
    event: null,
    later: null,
    label: 'Gap',
    summary: `${formatSpan(endedAt - startedAt)} without a picture: ${gapReasons[reason]}`,
    tone: 'warning',
  }
}

export const gapReasons: Readonly<Record<PlayerGap['reason'], string>> = {
  missing: 'segments never arrived',
  damaged: 'a segment is damaged',
  'no-snapshot': 'the page’s first picture never arrived',
}

/** Index of the last item at or before a moment; -1 if there is none. Items are by time. */
export function findCurrent(items: readonly TimelineItem[], at: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle]?.at ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
