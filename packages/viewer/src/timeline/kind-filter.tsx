import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { type EventKind, eventKinds, kindIcons, kindLabels } from './event-kind.ts'

export interface KindFilterProps {
  counts: Partial<Record<EventKind, number>>
  shown: ReadonlySet<EventKind>
  onToggle: (kind: EventKind) => void
  /** Shows this kind and nothing else; asked for a second time, everything. */
  onOnly: (kind: EventKind) => void
}

export function KindFilter({ counts, shown, onToggle, onOnly }: KindFilterProps): ReactNode {
  const present = eventKinds.filter((kind) => (counts[kind] ?? 0) > 0)
  return (
    <div className="kind-filter" role="group" aria-label="Kinds of events shown">
      {present.map((kind) => (
        <button
          key={kind}
          type="button"
          className="chip chip-small"
          data-kind={kind}
          aria-pressed={shown.has(kind)}
          aria-label={`${kindLabels[kind]}, ${counts[kind] ?? 0}`}
          title={`${kindLabels[kind]}. Double-click to see nothing else`}
          onClick={() => onToggle(kind)}
          onDoubleClick={() => onOnly(kind)}
        >
          <Icon name={kindIcons[kind]} />
          <span>{kindLabels[kind]}</span>
          <span className="chip-count">{counts[kind]}</span>
        </button>
      ))}
    </div>
  )
}
