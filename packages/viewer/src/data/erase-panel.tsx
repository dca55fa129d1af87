import type { ErasureSelection } from '@playhead/player'
import type { ErasureReport } from '@playhead/protocol'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Panel } from '../ui/panel.tsx'
import { TaskFailure } from '../ui/task-failure.tsx'
import { useTask } from '../ui/use-task.ts'
import { ErasePreview } from './erase-preview.tsx'
import { Receipt } from './receipt.tsx'
import { emptyDraft, SelectionFields, toSelection } from './selection-fields.tsx'

interface Preview {
  selection: ErasureSelection
  report: ErasureReport
}

/** Erases by user, session, page or time: first what would go, then, once confirmed, that it goes. */
export function ErasePanel({
  onErased,
}: {
  onErased: (sessions: readonly string[]) => void
}): ReactNode {
  const { client, may } = useEnvironment()
  const [draft, setDraft] = useState(emptyDraft)
  const preview = useTask<Preview>()
  const erasure = useTask<ErasureReport>()

  function look(event: FormEvent): void {
    event.preventDefault()
    const selection = toSelection(draft)
    if (!selection) return
    erasure.reset()
    preview.start(async () => ({
      selection,
      report: await client.erase(selection, { dryRun: true }),
    }))
  }

  function erase(selection: ErasureSelection): void {
    erasure.start(async () => {
      const report = await client.erase(selection, { dryRun: false })
      onErased(report.sessions.map(({ id }) => id))
      preview.reset()
      return report
    })
  }

  return (
    <Panel title="Erase">
      <p className="muted">
        Destroys the keys of the sessions first, then their rows: not even a backup brings them
        back. You see what would go before anything does.
      </p>
      {may('erase') ? (
        <form className="panel-form" onSubmit={look}>
          <SelectionFields
            draft={draft}
            kinds={['user', 'session', 'url', 'time']}
            onChange={(draft) => {
              setDraft(draft)
              preview.reset()
            }}
          />
          <div className="form-actions">
            <button
              type="submit"
              className="button"
              aria-disabled={preview.state.name === 'running'}
            >
              {preview.state.name === 'running' ? 'Looking…' : 'See what would go'}
            </button>
          </div>
        </form>
      ) : (
        <p className="muted">
          Erasing needs the right <code>erase</code>, which <code>authorize</code> gives.
        </p>
      )}
      <div aria-live="polite">
        {preview.state.name === 'failed' ? (
          <TaskFailure error={preview.state.error} what="Nothing was looked up." right="erase" />
        ) : null}
        {preview.state.name === 'done' ? (
          <ErasePreview
            report={preview.state.value.report}
            isErasing={erasure.state.name === 'running'}
            onErase={() => {
              if (preview.state.name === 'done') erase(preview.state.value.selection)
            }}
          />
        ) : null}
        {erasure.state.name === 'failed' ? (
          <TaskFailure
            error={erasure.state.error}
            what="Not everything was erased; asking again goes on."
            right="erase"
          />
        ) : null}
        {erasure.state.name === 'done' ? <Outcome report={erasure.state.value} /> : null}
      </div>
    </Panel>
  )
}

function Outcome({ report: { receipt } }: { report: ErasureReport }): ReactNode {
  if (receipt) return <Receipt receipt={receipt} />
  return <p className="notice">Nothing was there to erase any more, so there is no receipt.</p>
}
