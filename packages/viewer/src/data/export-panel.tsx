import { type FormEvent, type ReactNode, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { Panel } from '../ui/panel.tsx'
import { TaskFailure } from '../ui/task-failure.tsx'
import { useExport } from './use-export.ts'
import { emptyDraft, SelectionFields, toSelection } from './selection-fields.tsx'

/** Hands over everything that is kept of a person, or of one session. */
export function ExportPanel(): ReactNode {
  const { may } = useEnvironment()
  const [draft, setDraft] = useState(emptyDraft)
  const { state, save } = useExport()

  function submit(event: FormEvent): void {
    event.preventDefault()
    const of = toSelection(draft)
    if (of && ('user' in of || 'session' in of)) save(of)
  }

  return (
    <Panel title="Export">
      <p className="muted">
        One archive with the timeline as text and JSON, the frames, the facts, and a page that plays
        each recording without a server. Every export is in the audit log.
      </p>
      {may('export') ? (
        <form className="panel-form" onSubmit={submit}>
          <SelectionFields draft={draft} kinds={['user', 'session']} onChange={setDraft} />
          <div className="form-actions">
            <button type="submit" className="button" aria-disabled={state.name === 'running'}>
              {state.name === 'running' ? 'Preparing…' : 'Download archive'}
            </button>
            <p role="status">
              {state.name === 'done' ? `Saved, ${formatBytes(state.value)}.` : ''}
            </p>
          </div>
          {state.name === 'failed' ? (
            <TaskFailure error={state.error} what="Nothing was exported." right="export" />
          ) : null}
        </form>
      ) : (
        <p className="muted">
          Exporting needs the right <code>export</code>, which <code>authorize</code> gives.
        </p>
      )}
    </Panel>
  )
}
