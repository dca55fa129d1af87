import type { PlayerError } from '@playhead/player'
import { type ReactNode, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Dialog } from '../ui/dialog.tsx'
import { toPlayerError } from '../ui/to-player-error.ts'

type State = { name: 'asking' } | { name: 'erasing' } | { name: 'failed'; error: PlayerError }

export interface EraseDialogProps {
  session: string
  onErased: () => void
  onClose: () => void
}

export function EraseDialog({ session, onErased, onClose }: EraseDialogProps): ReactNode {
  const { client } = useEnvironment()
  const [state, setState] = useState<State>({ name: 'asking' })

  function erase(): void {
    setState({ name: 'erasing' })
    client.eraseSession(session).then(onErased, (error: unknown) => {
      setState({ name: 'failed', error: toPlayerError(error) })
    })
  }

  return (
    <Dialog title="Delete this session?" onClose={onClose}>
      <p>
        Its recording and its timeline are deleted for good, for everybody. Links to it lead
        nowhere, and what its page may still send is refused.
      </p>
      {state.name === 'failed' ? (
        <p className="dialog-error" role="alert">
          {state.error.code === 'forbidden'
            ? 'You may not delete sessions. '
            : 'It was not deleted. '}
          {state.error.message}
        </p>
      ) : null}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          className="button button-danger"
          aria-disabled={state.name === 'erasing'}
          onClick={() => (state.name === 'erasing' ? undefined : erase())}
        >
          {state.name === 'erasing' ? 'Deleting…' : 'Delete for good'}
        </button>
      </div>
    </Dialog>
  )
}
