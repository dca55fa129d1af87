import type { ReactNode } from 'react'
import { formatAbsolute } from '../format/format-time.ts'
import type { LoadedLog } from './use-audit-log.ts'

export interface AuditFootProps {
  log: LoadedLog
  onMore: () => void
}

/** What stands below the entries: older ones, or the log's end. */
export function AuditFoot({ log, onMore }: AuditFootProps): ReactNode {
  const { nextCursor, lookedBackTo, more } = log
  if (nextCursor === null) {
    return (
      <footer className="list-foot">
        <p className="muted">There are no older ones.</p>
      </footer>
    )
  }
  return (
    <footer className="list-foot">
      {lookedBackTo === null ? null : (
        <p className="muted">Looked back to {formatAbsolute(lookedBackTo)}.</p>
      )}
      {more.name === 'failed' ? <p role="alert">{more.error.message}</p> : null}
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
    </footer>
  )
}
