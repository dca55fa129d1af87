import type { Annotation } from '@playhead/protocol'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { formatOffset } from '../format/format-duration.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TaskFailure } from '../ui/task-failure.tsx'
import { useTask } from '../ui/use-task.ts'

/** Also the server's limit. */
const maxTextLength = 4_000

export interface NoteDialogProps {
  session: string
  /** The moment it is about, ms since the Unix epoch. */
  at: number
  startedAt: number
  onWritten: () => void
  onClose: () => void
}

/** A note on the moment that is shown. */
export function NoteDialog(props: NoteDialogProps): ReactNode {
  const { session, at, startedAt, onWritten, onClose } = props
  const { client } = useEnvironment()
  const [text, setText] = useState('')
  const { state, start } = useTask<Annotation>()

  function write(event: FormEvent): void {
    event.preventDefault()
    if (text.trim() === '') return
    start(async () => {
      const note = await client.annotate(session, { at: Math.round(at), text: text.trim() })
      onWritten()
      return note
    })
  }

  return (
    <Dialog title={`Note at ${formatOffset(at - startedAt)}`} onClose={onClose}>
      <form className="panel-form" onSubmit={write}>
        <label className="field">
          <span>What others should see here. Whoever may watch the session reads it.</span>
          <textarea
            autoFocus
            required
            rows={4}
            maxLength={maxTextLength}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) write(event)
            }}
          />
        </label>
        {state.name === 'failed' ? (
          <TaskFailure error={state.error} what="The note was not written." right="annotate" />
        ) : null}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            className="button button-primary"
            aria-disabled={state.name === 'running'}
          >
            {state.name === 'running' ? 'Writing…' : 'Write note'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
