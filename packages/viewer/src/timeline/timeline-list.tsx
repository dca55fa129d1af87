import type { Player } from '@playhead/player'
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { usePlayerState } from '../session/use-player.ts'
import { findCurrent, type TimelineItem } from './timeline-item.ts'
import { TimelineRow } from './timeline-row.tsx'
import { useWindow } from './use-window.ts'

export interface TimelineListProps {
  player: Player
  items: readonly TimelineItem[]
  /** Key of the item whose details are open. */
  selected: string | null
  /** The list moves with the playhead. */
  isFollowing: boolean
  onSelect: (item: TimelineItem) => void
  /** Somebody moved the list by hand. */
  onLeave: () => void
}

/** Also in timeline.css. */
const rowHeight = 30

export function TimelineList(props: TimelineListProps): ReactNode {
  const { player, items, selected, isFollowing, onSelect, onLeave } = props
  const scroller = useRef<HTMLDivElement>(null)
  const focusAfter = useRef<string | null>(null)
  const current = usePlayerState(player, ({ at }) => findCurrent(items, at))
  const startedAt = usePlayerState(player, (state) => state.startedAt)
  const { from, to } = useWindow(scroller, { count: items.length, rowHeight })
  const selectedIndex = items.findIndex(({ key }) => key === selected)
  const tabStop = selectedIndex >= 0 ? selectedIndex : Math.max(current, 0)

  useEffect(() => {
    if (isFollowing && current >= 0) keepInSight(scroller.current, current)
  }, [current, isFollowing])

  useLayoutEffect(() => {
    const key = focusAfter.current
    const row = key === null ? null : scroller.current?.querySelector(`[data-key="${key}"]`)
    if (!(row instanceof HTMLElement)) return
    focusAfter.current = null
    row.focus({ preventScroll: true })
  })

  function step(event: KeyboardEvent): void {
    const by =
      event.key === 'ArrowDown' || event.key === 'j'
        ? 1
        : event.key === 'ArrowUp' || event.key === 'k'
          ? -1
          : 0
    if (by === 0 || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const focused = document.activeElement?.getAttribute('data-key')
    const index = items.findIndex(({ key }) => key === focused)
    const next = items[Math.min(Math.max((index < 0 ? tabStop : index) + by, 0), items.length - 1)]
    if (!next) return
    focusAfter.current = next.key
    keepInSight(scroller.current, items.indexOf(next))
    onLeave()
    onSelect(next)
  }

  return (
    <div
      className="timeline-scroller"
      ref={scroller}
      onWheel={onLeave}
      onTouchMove={onLeave}
      onKeyDown={step}
    >
      <ol
        className="timeline-list"
        aria-label="Timeline"
        style={{ height: items.length * rowHeight }}
      >
        {items.slice(from, to).map((item, offset) => (
          <TimelineRow
            key={item.key}
            item={item}
            top={(from + offset) * rowHeight}
            startedAt={startedAt}
            isCurrent={from + offset === current}
            isSelected={item.key === selected}
            isTabStop={from + offset === tabStop}
            onSelect={onSelect}
          />
        ))}
      </ol>
    </div>
  )
}

/** Scrolls only when the row has left the middle, so that the list stands still most of the time. */
function keepInSight(scroller: HTMLElement | null, index: number): void {
  if (!scroller) return
  const { scrollTop, clientHeight } = scroller
  const top = index * rowHeight
  const margin = Math.min(clientHeight / 4, 3 * rowHeight)
  if (top >= scrollTop + margin && top <= scrollTop + clientHeight - rowHeight - margin) return
  scroller.scrollTop = top - clientHeight * 0.4
}
