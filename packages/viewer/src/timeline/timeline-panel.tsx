import type { Player, PlayerError } from '@playhead/player'
import { type ReactNode, type Ref, useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { ItemDetails } from './item-details.tsx'
import { KindFilter } from './kind-filter.tsx'
import type { TimelineItem } from './timeline-item.ts'
import { TimelineList } from './timeline-list.tsx'
import type { TimelineFilter } from './use-timeline-filter.ts'

export interface TimelinePanelProps {
  player: Player
  /** Of the tab shown, by time. */
  items: readonly TimelineItem[]
  filter: TimelineFilter
  /** Why there is no timeline. */
  error: PlayerError | null
  /** Key of the item whose details are open. */
  selected: string | null
  searchRef: Ref<HTMLInputElement>
  onSelect: (item: TimelineItem | null) => void
}

export function TimelinePanel(props: TimelinePanelProps): ReactNode {
  const { player, items, filter, error, selected, searchRef, onSelect } = props
  const [isFollowing, setFollowing] = useState(true)
  const selectedItem = items.find(({ key }) => key === selected)

  return (
    <div className="timeline-panel">
      <div className="timeline-tools">
        <label className="search-field search-field-small">
          <Icon name="search" />
          <span className="visually-hidden">Search the timeline</span>
          <input
            ref={searchRef}
            type="search"
            value={filter.text}
            placeholder="Search messages, URLs, stacks"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => filter.setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              filter.setText('')
              event.currentTarget.blur()
            }}
          />
          <kbd aria-hidden="true">/</kbd>
        </label>
        <KindFilter
          counts={filter.counts}
          shown={filter.kinds}
          onToggle={filter.toggle}
          onOnly={filter.showOnly}
        />
      </div>
      <div className="timeline-body">
        {filter.shown.length > 0 ? (
          <TimelineList
            player={player}
            items={filter.shown}
            selected={selected}
            isFollowing={isFollowing}
            onSelect={onSelect}
            onLeave={() => setFollowing(false)}
          />
        ) : (
          <p className="timeline-empty">{toEmptyText(items, error)}</p>
        )}
        {isFollowing || filter.shown.length === 0 ? null : (
          <button
            type="button"
            className="button button-small follow-button"
            onClick={() => setFollowing(true)}
          >
            Follow the playhead
          </button>
        )}
      </div>
      {selectedItem ? <ItemDetails item={selectedItem} onClose={() => onSelect(null)} /> : null}
    </div>
  )
}

function toEmptyText(items: readonly TimelineItem[], error: PlayerError | null): string {
  if (error) return `The timeline could not be read. ${error.message}`
  if (items.length === 0) return 'Nothing was recorded in this tab but the page itself.'
  return 'No event matches. Clear the search, or show more kinds of events.'
}
