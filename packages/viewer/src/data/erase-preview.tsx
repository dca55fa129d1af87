import type { ErasureMatch, ErasureReport } from '@playhead/protocol'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Link } from '../app/link.tsx'
import { toSessionPath } from '../app/route.ts'
import { count } from '../format/count.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { formatSpan } from '../format/format-duration.ts'
import { formatAbsolute } from '../format/format-time.ts'

export interface ErasePreviewProps {
  /** Of a dry run. */
  report: ErasureReport
  isErasing: boolean
  onErase: () => void
}

/** What an erasure would take. The number of sessions, typed, is the confirmation. */
export function ErasePreview({ report, isErasing, onErase }: ErasePreviewProps): ReactNode {
  const { sessions, held } = report
  const [typed, setTyped] = useState('')
  const isConfirmed = typed.trim() === String(sessions.length)
  const bytes = sessions.reduce((sum, session) => sum + session.bytes, 0)

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isConfirmed && !isErasing) onErase()
  }

  if (sessions.length === 0 && held.length === 0) {
    return (
      <p className="notice">
        No session fits, so there is nothing to erase. Look at the spelling: an id is compared
        letter by letter, and a time in your time zone.
      </p>
    )
  }
  return (
    <form className="erase-preview" onSubmit={submit}>
      {sessions.length > 0 ? (
        <>
          <p>
            <b>{count(sessions.length, 'session')}</b> would go, {formatBytes(bytes)}:
          </p>
          <Matches label="Sessions that would go" sessions={sessions} />
        </>
      ) : (
        <p>Nothing would go.</p>
      )}
      {held.length > 0 ? (
        <>
          <p>
            <b>{count(held.length, 'session')}</b>{' '}
            {held.length === 1
              ? 'stays, as a legal hold keeps it'
              : 'stay, as legal holds keep them'}
            :
          </p>
          <Matches label="Sessions that stay" sessions={held} />
        </>
      ) : null}
      {sessions.length > 0 ? (
        <div className="field-row">
          <label className="field">
            <span>
              Type <b>{sessions.length}</b> to confirm. What comes to fit until then goes as well.
            </span>
            <input
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <button
            type="submit"
            className="button button-danger"
            aria-disabled={!isConfirmed || isErasing}
          >
            {isErasing ? 'Erasing…' : `Erase ${count(sessions.length, 'session')} for good`}
          </button>
        </div>
      ) : null}
    </form>
  )
}

function Matches({
  label,
  sessions,
}: {
  label: string
  sessions: readonly ErasureMatch[]
}): ReactNode {
  const { basePath } = useEnvironment()
  return (
    <ul className="match-list" aria-label={label} tabIndex={0}>
      {sessions.map(({ id, startedAt, endedAt, bytes }) => (
        <li key={id}>
          <Link href={toSessionPath(basePath, id)}>
            <code>{id.slice(0, 8)}…</code>
          </Link>
          <span>{formatAbsolute(startedAt)}</span>
          <span className="figure">{formatSpan(endedAt - startedAt)}</span>
          <span className="figure">{formatBytes(bytes)}</span>
        </li>
      ))}
    </ul>
  )
}
