import type { ReactNode } from 'react'
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
      {more.name === 'failed' ? <p role="alert">{more.error.message}</p> : null}
      {nextCursor === null ? (
        <p className="muted">{found > 0 ? 'That is all of them.' : ''}</p>
      ) : (
        <button
          type="button"
          className="button"
          aria-disabled={more.name === 'loading'}
          onClick={onMore}
        >
          {more.name === 'loading'
            ? 'Loading…'
            : more.name === 'failed'
              ? 'Try again'
              : 'Show more'}
        </button>
      )}
    </footer>
  )
}
