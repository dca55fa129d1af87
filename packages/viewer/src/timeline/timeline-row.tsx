import { memo, type ReactNode } from 'react'
import { formatOffset } from '../format/format-duration.ts'
import { Icon } from '../ui/icon.tsx'
import { kindIcons } from './event-kind.ts'
import type { TimelineItem } from './timeline-item.ts'

export interface TimelineRowProps {
  item: TimelineItem
  /** From the top of the list, px. */
  top: number
  /** Start of the tab, ms since the Unix epoch. */
  startedAt: number
  /** The playhead stands at it. */
  isCurrent: boolean
  isSelected: boolean
  /** The one row the Tab key stops at. */
  isTabStop: boolean
  onSelect: (item: TimelineItem) => void
}

export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps): ReactNode {
  const { item, top, startedAt, isCurrent, isSelected, isTabStop, onSelect } = props
  const { key, type, kind, at, label, summary, tone } = item
  return (
    <li style={{ top }}>
      <button
        type="button"
        className="timeline-row"
        data-event-type={type}
        data-kind={kind}
        data-tone={tone}
        data-key={key}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isCurrent ? 'step' : undefined}
        aria-expanded={isSelected}
        title={`${label}: ${summary}`}
        onClick={() => onSelect(item)}
      >
        <span className="timeline-time">{formatOffset(at - startedAt)}</span>
        <Icon name={type === 'gap' ? 'gap' : kindIcons[kind]} />
        <span className="timeline-text">
          <b>{label}</b> {summary}
        </span>
      </button>
    </li>
  )
})
