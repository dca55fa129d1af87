import type { TimelineItem } from '../timeline/timeline-item.ts'

type MarkKind = 'note' | 'error' | 'frustration' | 'navigation' | 'custom' | 'click'

/** A mark on the seek bar. */
export interface Mark {
  kind: MarkKind
  /** ms since the Unix epoch. */
  at: number
  /** From 0, the tab's start, to 1. */
  position: number
  label: string
}

/** What matters most is drawn last and wins a place that several want. */
const order: readonly MarkKind[] = ['click', 'custom', 'navigation', 'frustration', 'error', 'note']

/** Marks finer than this many to the bar cannot be told apart. */
const places = 500

/** One mark for each place of the bar, however many events a session has. */
export function toMarks(
  items: readonly TimelineItem[],
  { startedAt, endedAt }: { startedAt: number; endedAt: number },
): Mark[] {
  const length = Math.max(endedAt - startedAt, 1)
  const byPlace = new Map<number, Mark>()
  for (const { at, kind, type, label, summary } of items) {
    const mark = toMarkKind(kind, type)
    if (!mark || at < startedAt || at > endedAt) continue
    const position = (at - startedAt) / length
    const place = Math.round(position * places)
    const known = byPlace.get(place)
    if (known && order.indexOf(known.kind) >= order.indexOf(mark)) continue
    byPlace.set(place, { kind: mark, at, position, label: `${label}: ${summary}` })
  }
  return [...byPlace.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/** The mark that a pointer at `position` means: an error nearby, else whatever is nearest. */
export function findMark(marks: readonly Mark[], position: number, reach: number): Mark | null {
  const near = marks.filter((mark) => Math.abs(mark.position - position) <= reach)
  const rank = (mark: Mark): number =>
    (mark.kind === 'error' ? 0 : 1) + Math.abs(mark.position - position)
  return near.sort((a, b) => rank(a) - rank(b))[0] ?? null
}

function toMarkKind(kind: TimelineItem['kind'], type: string): MarkKind | null {
  if (kind === 'notes') return 'note'
  if (kind === 'errors') return 'error'
  if (kind === 'frustration') return 'frustration'
  if (kind === 'navigation') return 'navigation'
  if (kind === 'custom' && type !== 'identify') return 'custom'
  return kind === 'clicks' ? 'click' : null
}
