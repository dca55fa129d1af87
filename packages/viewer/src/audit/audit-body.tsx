import type { ReactNode } from 'react'
import { Failure } from '../ui/failure.tsx'
import { HelpMessage } from '../ui/help-message.tsx'
import { AuditFoot } from './audit-foot.tsx'
import { AuditTable } from './audit-table.tsx'
import type { AuditLog } from './use-audit-log.ts'

export interface AuditBodyProps {
  log: AuditLog
  isFiltered: boolean
  isStale: boolean
}

/** The entries; or that there are none, or why they are not here. */
export function AuditBody({ log, isFiltered, isStale }: AuditBodyProps): ReactNode {
  const { state, loadMore, reload } = log
  switch (state.name) {
    case 'loading':
      return null
    case 'failed':
      return <Failure error={state.error} onRetry={reload} />
    case 'loaded': {
      if (state.entries.length === 0 && state.nextCursor === null && !isFiltered) {
        return <NothingYet />
      }
      return (
        <>
          {state.entries.length > 0 ? (
            <AuditTable entries={state.entries} isStale={isStale} />
          ) : null}
          <AuditFoot log={state} onMore={loadMore} />
        </>
      )
    }
  }
}

function NothingYet(): ReactNode {
  return (
    <HelpMessage title="Nobody has done anything yet">
      <p>
        Whoever watches, exports, shares, holds or erases a session is written down here, with the
        time and what it was done to. Nobody can change or take out an entry unseen.
      </p>
    </HelpMessage>
  )
}
