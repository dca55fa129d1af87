import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { toEventFields } from './event-fields.ts'
import type { TimelineItem } from './timeline-item.ts'

/** Everything about the chosen row, below the list. */
export function ItemDetails({
  item,
  onClose,
}: {
  item: TimelineItem
  onClose: () => void
}): ReactNode {
  const { label, summary, tone, event } = item
  const fields = event ? toEventFields(event) : [{ label: 'What', value: summary }]
  return (
    <section className="item-details" aria-label={`Details: ${label}`} data-tone={tone}>
      <header>
        <h3>{label}</h3>
        <button
          type="button"
          className="icon-button"
          aria-label="Close details"
          title="Close (Esc)"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <dl>
        {fields.map(({ label, value, isCode }) => (
          <div key={label} data-code={isCode === true}>
            <dt>{label}</dt>
            <dd>{isCode === true ? <pre tabIndex={0}>{value}</pre> : value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
