import type { PlayerError } from '@playhead/player'
import type { ReactNode } from 'react'

export interface TaskFailureProps {
  error: PlayerError
  /** What did not happen. */
  what: string
  /** Which right it needs, for those who lack it. */
  right: string
}

/** Why something that was asked for was not done, beside the button that asked for it. */
export function TaskFailure({ error, what, right }: TaskFailureProps): ReactNode {
  return (
    <p className="task-failure" role="alert">
      {what}{' '}
      {error.code === 'forbidden' ? `It needs the right “${right}”, which authorize() gives. ` : ''}
      {error.message}
    </p>
  )
}
