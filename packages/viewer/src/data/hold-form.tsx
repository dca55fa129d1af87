import type { LegalHold } from '@playhead/protocol'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { TaskFailure } from '../ui/task-failure.tsx'
import { useTask } from '../ui/use-task.ts'
import { emptyDraft, SelectionFields, toSelection } from './selection-fields.tsx'

/** Also the server's limit. */
const maxReasonLength = 1_000

export interface HoldFormProps {
  /** The session it is on, where that is known. */
  session?: string
  onPlaced: (hold: LegalHold) => void
}

/** Places a hold, with its reason. */
export function HoldForm({ session, onPlaced }: HoldFormProps): ReactNode {
  const { client } = useEnvironment()
  const [draft, setDraft] = useState(emptyDraft)
  const [reason, setReason] = useState('')
  const { state, start } = useTask<LegalHold>()

  function place(event: FormEvent): void {
    event.preventDefault()
    const on = session === undefined ? toSelection(draft) : { session }
    if (!on || !('user' in on || 'session' in on) || reason.trim() === '') return
    start(async () => {
      const hold = await client.placeHold(on, reason.trim())
      setDraft({ ...draft, text: '' })
      setReason('')
      onPlaced(hold)
      return hold
    })
  }

  return (
    <form className="panel-form" onSubmit={place}>
      {session === undefined ? (
        <SelectionFields draft={draft} kinds={['user', 'session']} onChange={setDraft} />
      ) : null}
      <label className="field">
        <span>Reason</span>
        <input
          required
          value={reason}
          maxLength={maxReasonLength}
          placeholder="Case 2026-114"
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <div className="form-actions">
        <button type="submit" className="button" aria-disabled={state.name === 'running'}>
          {state.name === 'running' ? 'Placing…' : 'Place hold'}
        </button>
        <p role="status">{state.name === 'done' ? 'The hold stands.' : ''}</p>
      </div>
      {state.name === 'failed' ? (
        <TaskFailure error={state.error} what="The hold was not placed." right="configure" />
      ) : null}
    </form>
  )
}
