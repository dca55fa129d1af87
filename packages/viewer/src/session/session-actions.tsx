import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { useExport } from '../data/use-export.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { Icon } from '../ui/icon.tsx'
import { TaskFailure } from '../ui/task-failure.tsx'

export interface SessionActionsProps {
  session: string
  onShare: () => void
  onHold: () => void
  onErase: () => void
}

/** What may be done with the session as a whole, by whoever looks. */
export function SessionActions({
  session,
  onShare,
  onHold,
  onErase,
}: SessionActionsProps): ReactNode {
  const { may } = useEnvironment()
  const { state, save } = useExport()
  return (
    <>
      <div className="session-actions">
        {may('share') ? (
          <button type="button" className="button" onClick={onShare}>
            <Icon name="share" />
            Share…
          </button>
        ) : null}
        {may('export') ? (
          <button
            type="button"
            className="button"
            aria-disabled={state.name === 'running'}
            onClick={() => save({ session })}
          >
            <Icon name="download" />
            {state.name === 'running' ? 'Preparing…' : 'Export archive'}
          </button>
        ) : null}
        {may('configure') ? (
          <button type="button" className="button" onClick={onHold}>
            <Icon name="lock" />
            Hold…
          </button>
        ) : null}
        {may('erase') ? (
          <button type="button" className="button button-danger" onClick={onErase}>
            <Icon name="trash" />
            Erase…
          </button>
        ) : null}
      </div>
      <p role="status" className="muted">
        {state.name === 'done' ? `The archive is saved, ${formatBytes(state.value)}.` : ''}
      </p>
      {state.name === 'failed' ? (
        <TaskFailure error={state.error} what="Nothing was exported." right="export" />
      ) : null}
    </>
  )
}
