import type { PlayerError } from '@playhead/player'
import { useState } from 'react'
import { toPlayerError } from './to-player-error.ts'

/** Something that is asked of the server once somebody presses a button. */
export type TaskState<T> =
  | { name: 'idle' }
  | { name: 'running' }
  | { name: 'failed'; error: PlayerError }
  | { name: 'done'; value: T }

export interface Task<T> {
  state: TaskState<T>
  /** Does nothing while it runs. */
  start(run: () => Promise<T>): void
  reset(): void
}

export function useTask<T>(): Task<T> {
  const [state, setState] = useState<TaskState<T>>({ name: 'idle' })
  return {
    state,
    start(run) {
      if (state.name === 'running') return
      setState({ name: 'running' })
      run().then(
        (value) => setState({ name: 'done', value }),
        (error: unknown) => setState({ name: 'failed', error: toPlayerError(error) }),
      )
    },
    reset: () => setState({ name: 'idle' }),
  }
}
