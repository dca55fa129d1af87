import type { ReactNode } from 'react'
import { MoreButton } from '../ui/more-button.tsx'
import type { LoadedList } from './session-list-state.ts'

export interface ListFootProps {
  list: LoadedList
  /** Rows that the filter lets through. */
  found: number
  onMore: () => void
  onClear: () => void
}

/** What stands below the rows: more of them, or the list's end. */
export function ListFoot({ list, found, onMore, onClear }: ListFootProps): ReactNode {
  const { sessions, nextCursor, more } = list
  return (
    <footer className="list-foot">
      {found === 0 ? (
        <p>
          None of the {sessions.length} loaded sessions match.{' '}
          <button type="button" className="link-button" onClick={onClear}>
            Clear the filter
          </button>
        </p>
      ) : null}
      {nextCursor === null ? (
        <p className="muted">{found > 0 ? 'That is all of them.' : ''}</p>
      ) : (
        <MoreButton more={more} onMore={onMore}>
          Show more
        </MoreButton>
      )}
    </footer>
  )
}
