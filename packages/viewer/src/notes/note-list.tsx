import type { Annotation } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { formatOffset } from '../format/format-duration.ts'
import { formatAbsolute } from '../format/format-time.ts'
import { Icon } from '../ui/icon.tsx'
import { TaskFailure } from '../ui/task-failure.tsx'
import { useTask } from '../ui/use-task.ts'
import type { Notes } from './use-notes.ts'

export interface NoteListProps {
  notes: Notes
  /** Of the tab shown, ms since the Unix epoch. */
  startedAt: number
  onSeek: (at: number) => void
  onAdd: () => void
}

/** All notes on the session, each a way to its moment. One's own can be deleted. */
export function NoteList({ notes, startedAt, onSeek, onAdd }: NoteListProps): ReactNode {
  const { client, actor, may } = useEnvironment()
  const { state, start } = useTask<void>()
  const isWriter = may('annotate')

  function remove({ session, id }: Annotation): void {
    start(async () => {
      await client.deleteAnnotation(session, id)
      notes.reload()
    })
  }

  return (
    <div className="notes">
      {notes.all.length === 0 ? (
        <p className="muted">
          No note yet.{' '}
          {isWriter ? (
            <>
              Press <kbd>n</kbd> at any moment to tell others what to look at.
            </>
          ) : (
            'Whoever has the right to annotate can write one.'
          )}
        </p>
      ) : (
        <ul aria-label="Notes, by the moment they are about">
          {notes.all.map((note) => (
            <li key={note.id}>
              <button type="button" className="note-moment" onClick={() => onSeek(note.at)}>
                {formatOffset(note.at - startedAt)}
              </button>
              <div>
                <p className="note-text">{note.text}</p>
                <p className="muted">
                  {note.by}, {formatAbsolute(note.createdAt)}
                </p>
              </div>
              {isWriter && note.by === actor ? (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`Delete the note at ${formatOffset(note.at - startedAt)}`}
                  title="Delete"
                  onClick={() => remove(note)}
                >
                  <Icon name="trash" />
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {state.name === 'failed' ? (
        <TaskFailure error={state.error} what="The note is still there." right="annotate" />
      ) : null}
      {isWriter ? (
        <button type="button" className="button" onClick={onAdd}>
          <Icon name="note" />
          Note at this moment
        </button>
      ) : null}
    </div>
  )
}
