import { useDeferredValue, useMemo, useState } from 'react'
import { type EventKind, eventKinds, kindsShownFirst } from './event-kind.ts'
import { countByKind, filterItems } from './filter-items.ts'
import type { TimelineItem } from './timeline-item.ts'

export interface TimelineFilter {
  text: string
  kinds: ReadonlySet<EventKind>
  /** Of all items, whatever is shown. */
  counts: Partial<Record<EventKind, number>>
  shown: readonly TimelineItem[]
  setText(text: string): void
  toggle(kind: EventKind): void
  /** Shows this kind and nothing else; asked for a second time, everything. */
  showOnly(kind: EventKind): void
}

export function useTimelineFilter(items: readonly TimelineItem[]): TimelineFilter {
  const [kinds, setKinds] = useState<ReadonlySet<EventKind>>(new Set(kindsShownFirst))
  const [text, setText] = useState('')
  const searched = useDeferredValue(text)
  const counts = useMemo(() => countByKind(items), [items])
  const shown = useMemo(
    () => filterItems(items, { kinds, text: searched }),
    [items, kinds, searched],
  )

  return {
    text,
    kinds,
    counts,
    shown,
    setText,
    toggle(kind) {
      const next = new Set(kinds)
      if (!next.delete(kind)) next.add(kind)
      setKinds(next)
    },
    showOnly(kind) {
      const isOnly = kinds.size === 1 && kinds.has(kind)
      setKinds(new Set(isOnly ? eventKinds : [kind]))
    },
  }
}
