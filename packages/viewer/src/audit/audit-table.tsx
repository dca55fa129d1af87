import type { AuditRecord } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Link } from '../app/link.tsx'
import { toSessionPath } from '../app/route.ts'
import { formatAbsolute, formatClock } from '../format/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { actionWords, toDetails } from './audit-words.ts'

export interface AuditTableProps {
  entries: readonly AuditRecord[]
  /** Whether another question is on its way to the server. */
  isStale: boolean
}

export function AuditTable({ entries, isStale }: AuditTableProps): ReactNode {
  return (
    // Scrolls sideways where it is narrow, so the keyboard has to reach it. The roles are written out, as
    // what is laid out otherwise than a table is none to a screen reader.
    <div className="audit-scroller" role="region" aria-label="Entries" tabIndex={0}>
      <table className="audit-table" role="table" aria-busy={isStale}>
        <thead>
          <tr role="row">
            <th role="columnheader" scope="col">
              When
            </th>
            <th role="columnheader" scope="col">
              Who
            </th>
            <th role="columnheader" scope="col">
              What
            </th>
            <th role="columnheader" scope="col">
              Sessions
            </th>
            <th role="columnheader" scope="col">
              Details
            </th>
            <th role="columnheader" scope="col" className="figure">
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
  )
}

function Row({ entry }: { entry: AuditRecord }): ReactNode {
  const { basePath } = useEnvironment()
  const now = useNow()
  const { number, at, actor, action, subject, hash } = entry
  const isGone = action === 'erase'
  return (
    <tr role="row">
      <td role="cell">
        <time dateTime={new Date(at).toISOString()} title={formatAbsolute(at)}>
          {formatClock(at, now)}
        </time>
      </td>
      <td role="cell">{actor}</td>
      <td role="cell">{actionWords[action]}</td>
      <td role="cell" className="audit-sessions">
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
      <td role="cell" className="muted">
        {toDetails(entry)}
      </td>
      <td role="cell" className="figure muted" title={`Hash ${hash}`}>
        {number}
      </td>
    </tr>
  )
}
