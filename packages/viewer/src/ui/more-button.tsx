import type { PlayerError } from '@playhead/player'
import type { ReactNode } from 'react'

/** How it goes with the next page of a list. */
export type MoreState =
  | { name: 'idle' }
  | { name: 'loading' }
  | { name: 'failed'; error: PlayerError }

export interface MoreButtonProps {
  more: MoreState
  onMore: () => void
  /** What it says while it waits to be used. */
  children: string
}

/** Reads on in a list; after a failure it says what failed and tries again. */
export function MoreButton({ more, onMore, children }: MoreButtonProps): ReactNode {
  return (
    <>
      {more.name === 'failed' ? <p role="alert">{more.error.message}</p> : null}
      <button
        type="button"
        className="button"
        aria-disabled={more.name === 'loading'}
        onClick={onMore}
      >
        {{ idle: children, loading: 'Loading…', failed: 'Try again' }[more.name]}
      </button>
    </>
  )
}
