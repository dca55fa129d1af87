import type { ErasureReport } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Receipt } from '../data/receipt.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TaskFailure } from '../ui/task-failure.tsx'
import { useTask } from '../ui/use-task.ts'

export interface EraseDialogProps {
  session: string
  /** The dialog was closed after the session had been erased. */
  onErased: () => void
  onClose: () => void
}

export function EraseDialog({ session, onErased, onClose }: EraseDialogProps): ReactNode {
  const { client } = useEnvironment()
  const { state, start } = useTask<ErasureReport>()

  if (state.name === 'done' && state.value.receipt) {
    return (
      <Dialog title="Erased" onClose={onErased}>
        <Receipt receipt={state.value.receipt} />
        <div className="dialog-actions">
          <button type="button" className="button button-primary" onClick={onErased}>
            All sessions
          </button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title="Erase this session?" onClose={onClose}>
      <p>
        Its key, its recording and its timeline are destroyed, for everybody and in every backup.
        Links to it lead nowhere, and what its page may still send is refused. You get a signed
        receipt.
      </p>
      {state.name === 'failed' ? (
        <TaskFailure error={state.error} what="It was not erased." right="erase" />
      ) : null}
      {state.name === 'done' ? (
        <p className="task-failure" role="alert">
          {state.value.held.length > 0
            ? 'It was not erased: a legal hold keeps it. Whoever may configure can release it on the page “Data”.'
            : 'It was gone already, so there is no receipt.'}
        </p>
      ) : null}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          className="button button-danger"
          aria-disabled={state.name === 'running'}
          onClick={() => start(() => client.erase({ session }, { dryRun: false }))}
        >
          {state.name === 'running' ? 'Erasing…' : 'Erase for good'}
        </button>
      </div>
    </Dialog>
  )
}
