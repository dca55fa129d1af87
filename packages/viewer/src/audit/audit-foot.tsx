import type { ReactNode } from 'react'
import { formatAbsolute } from '../format/format-time.ts'
import { MoreButton } from '../ui/more-button.tsx'
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
      <MoreButton more={more} onMore={onMore}>
        Show older entries
      </MoreButton>
    </footer>
  )
}
