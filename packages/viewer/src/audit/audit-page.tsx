import { type ReactNode, useCallback, useEffect } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { PageHeader } from '../app/page-header.tsx'
import { Failure } from '../ui/failure.tsx'
import { useAnswer } from '../ui/use-answer.ts'
import { AuditFilter } from './audit-filter.tsx'
import { AuditTable } from './audit-table.tsx'
import { ChainState } from './chain-state.tsx'
import { useAuditLog } from './use-audit-log.ts'

/** Who did what with recordings, and whether the log is as it was written. */
export default function AuditPage(): ReactNode {
  const { client } = useEnvironment()
  const { state, shown, filter, setFilter, loadMore, reload } = useAuditLog(client)
  const verification = useAnswer(
    useCallback((signal: AbortSignal) => client.verifyAudit({ signal }), [client]),
  )

  useEffect(() => {
    document.title = 'Audit log · Playhead'
  }, [])

  return (
    <div className="list-page">
      <PageHeader
        current="audit"
        title="Audit log"
        tools={<AuditFilter filter={filter} onChange={setFilter} />}
      />
      <main>
        <ChainState verification={verification} />
        {state.name === 'loading' ? <p className="audit-waiting">Loading</p> : null}
        {state.name === 'failed' ? <Failure error={state.error} onRetry={reload} /> : null}
        {state.name === 'loaded' ? (
          <AuditTable
            entries={shown}
            loaded={state.entries.length}
            more={state.nextCursor === null ? { name: 'none' } : state.more}
            onMore={loadMore}
            onClear={() => setFilter({ action: 'all', actor: '' })}
          />
        ) : null}
      </main>
    </div>
  )
}
