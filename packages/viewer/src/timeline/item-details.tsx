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
  const { label, summary, tone, event, later } = item
  const fields = event ? toEventFields(event, later) : [{ label: 'What', value: summary }]
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
        {fields.map(({ label, value, isCode, href }, index) => (
          // An error's causes have the same labels as itself, and the list never changes.
          <div key={`${index} ${label}`} data-code={isCode === true}>
            <dt>{label}</dt>
            <dd>
              {isCode === true ? (
                <pre tabIndex={0}>{value}</pre>
              ) : href === undefined ? (
                value
              ) : (
                <a href={href} target="_blank" rel="noreferrer">
                  {value}
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
