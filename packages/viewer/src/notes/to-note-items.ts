import type { Annotation } from '@playhead/protocol'
import type { TimelineItem } from '../timeline/timeline-item.ts'

/** The notes as rows of the timeline, among what happened at their moment. */
export function withNotes(
  items: readonly TimelineItem[],
  notes: readonly Annotation[],
): TimelineItem[] {
  if (notes.length === 0) return [...items]
  return [...items, ...notes.map(toNoteItem)].sort((one, other) => one.at - other.at)
}

function toNoteItem({ id, at, text, by }: Annotation): TimelineItem {
  return {
    key: `n${id}`,
    at,
    type: 'note',
    kind: 'notes',
    event: null,
    later: null,
    label: 'Note',
    summary: `${text.replaceAll(/\s+/g, ' ')} (${by})`,
    tone: 'plain',
  }
}
