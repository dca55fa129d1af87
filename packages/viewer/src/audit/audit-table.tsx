import type { AuditRecord } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Link } from '../app/link.tsx'
import { toSessionPath } from '../app/route.ts'
import { formatAbsolute, formatClock } from '../format/format-time.ts'
import { HelpMessage } from '../ui/help-message.tsx'
import { useNow } from '../ui/use-now.ts'
import { actionWords, toDetails } from './audit-words.ts'
import type { MoreState } from './use-audit-log.ts'

export interface AuditTableProps {
  /** Those that the filter lets through. */
  entries: readonly AuditRecord[]
  /** How many have been read. */
  loaded: number
  /** `none` at the end of the log. */
  more: MoreState | { name: 'none' }
  onMore: () => void
  onClear: () => void
}

export function AuditTable({ entries, loaded, more, onMore, onClear }: AuditTableProps): ReactNode {
  if (loaded === 0) {
    return (
      <HelpMessage title="Nobody has done anything yet">
        <p>
          Whoever watches, exports, shares, holds or erases a session is written down here, with the
          time and what it was done to. Nobody can change or take out an entry unseen.
        </p>
      </HelpMessage>
    )
  }
  return (
    <>
      {entries.length > 0 ? (
        <div className="audit-scroller">
          <table className="audit-table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Sessions</th>
                <th scope="col">Details</th>
                <th scope="col" className="figure">
                  Entry
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Row key={entry.number} entry={entry} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <footer className="list-foot">
        {entries.length === 0 ? (
          <p>
            None of the {loaded} entries read so far match.{' '}
            <button type="button" className="link-button" onClick={onClear}>
              Clear the filter
            </button>
          </p>
        ) : null}
        {more.name === 'failed' ? <p role="alert">{more.error.message}</p> : null}
        {more.name === 'none' ? (
          <p className="muted">That is the whole log.</p>
        ) : (
          <button
            type="button"
            className="button"
            aria-disabled={more.name === 'loading'}
            onClick={onMore}
          >
            {more.name === 'loading'
              ? 'Loading…'
              : more.name === 'failed'
                ? 'Try again'
                : 'Show older entries'}
          </button>
        )}
      </footer>
    </>
  )
}

function Row({ entry }: { entry: AuditRecord }): ReactNode {
  const { basePath } = useEnvironment()
  const now = useNow()
  const { number, at, actor, action, subject, hash } = entry
  const isGone = action === 'erase'
  return (
    <tr>
      <td>
        <time dateTime={new Date(at).toISOString()} title={formatAbsolute(at)}>
          {formatClock(at, now)}
        </time>
      </td>
      <td>{actor}</td>
      <td>{actionWords[action]}</td>
      <td className="audit-sessions">
        {subject.slice(0, 3).map((id) =>
          isGone ? (
            <code key={id} title={id}>
              {id.slice(0, 8)}…
            </code>
          ) : (
            <Link key={id} href={toSessionPath(basePath, id)} title={id}>
              <code>{id.slice(0, 8)}…</code>
            </Link>
          ),
        )}
        {subject.length > 3 ? <span>and {subject.length - 3} more</span> : null}
      </td>
      <td className="muted">{toDetails(entry)}</td>
      <td className="figure muted" title={`Hash ${hash}`}>
        {number}
      </td>
    </tr>
  )
}
