import type { EventKind } from './event-kind.ts'
import type { TimelineItem } from './timeline-item.ts'

/** Everything in an event is searched, its stack and properties too. */
const searched = new WeakMap<TimelineItem, string>()

export function filterItems(
  items: readonly TimelineItem[],
  { kinds, text }: { kinds: ReadonlySet<EventKind>; text: string },
): TimelineItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter((item) => {
    // A gap is never left out.
    if (!kinds.has(item.kind) && item.event !== null) return false
    return words.every((word) => toSearched(item).includes(word))
  })
}

export function countByKind(items: readonly TimelineItem[]): Partial<Record<EventKind, number>> {
  const counts: Partial<Record<EventKind, number>> = {}
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

function toSearched(item: TimelineItem): string {
  const known = searched.get(item)
  if (known !== undefined) return known
  const text =
    `${item.label} ${item.summary} ${JSON.stringify([item.event, item.later])}`.toLowerCase()
  searched.set(item, text)
  return text
}
