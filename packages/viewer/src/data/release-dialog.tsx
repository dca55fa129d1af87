import type { LegalHold } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TaskFailure } from '../ui/task-failure.tsx'
import { useTask } from '../ui/use-task.ts'

export interface ReleaseDialogProps {
  hold: LegalHold
  onClose: () => void
  onReleased: () => void
}

export function ReleaseDialog({ hold, onClose, onReleased }: ReleaseDialogProps): ReactNode {
  const { client } = useEnvironment()
  const { state, start } = useTask<void>()
  const isRunning = state.name === 'running'
  return (
    <Dialog title="Release this hold?" onClose={onClose}>
      <p>
        “{hold.reason}” keeps{' '}
        {'user' in hold.on ? `all sessions of ${hold.on.user}` : 'one session'}. Once it is
        released, retention and the budget may take them at the next sweep, within a minute.
      </p>
      {state.name === 'failed' ? (
        <TaskFailure error={state.error} what="It still stands." right="configure" />
      ) : null}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          className="button button-danger"
          aria-disabled={isRunning}
          onClick={() =>
            start(async () => {
              await client.liftHold(hold.id)
              onReleased()
            })
          }
        >
          {isRunning ? 'Releasing…' : 'Release'}
        </button>
      </div>
    </Dialog>
  )
}
