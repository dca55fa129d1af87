import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { PageHeader } from '../app/page-header.tsx'
import { toAuditPath } from '../app/route.ts'
import { count } from '../format/count.ts'
import { useAnswer } from '../ui/use-answer.ts'
import { useSettled } from '../ui/use-settled.ts'
import { useShortcuts } from '../ui/use-shortcuts.ts'
import { AuditBody } from './audit-body.tsx'
import { isEmpty, readDraft, toAuditQuery, writeDraft } from './audit-draft.ts'
import { AuditFilter } from './audit-filter.tsx'
import { ChainState } from './chain-state.tsx'
import { type AuditLog, useAuditLog } from './use-audit-log.ts'

const settleMs = 250

/** Who did what with recordings, and whether the log is as it was written. */
export default function AuditPage(): ReactNode {
  const { basePath, client } = useEnvironment()
  const [draft, setDraft] = useState(() => readDraft(location.search))
  const settled = useSettled(draft, settleMs)
  const query = useMemo(() => toAuditQuery(settled), [settled])
  const log = useAuditLog(client, query)
  const who = useRef<HTMLInputElement>(null)
  const verification = useAnswer(
    useCallback((signal: AbortSignal) => client.verifyAudit({ signal }), [client]),
  )
  const isStale = draft !== settled || (log.state.name !== 'loading' && log.state.query !== query)

  useEffect(() => {
    document.title = 'Audit log · Playhead'
  }, [])
  // So that a reload, or a copy of the address, asks the same.
  useEffect(() => {
    history.replaceState(history.state, '', toAuditPath(basePath) + writeDraft(settled))
  }, [basePath, settled])
  useShortcuts({ '/': () => who.current?.focus() })

  return (
    <div className="list-page">
      <PageHeader current="audit" title="Audit log" />
      <main>
        <ChainState verification={verification} />
        <AuditFilter ref={who} draft={draft} onChange={setDraft} />
        <div className="list-status">
          <p role="status">{toStatus(log, isStale)}</p>
        </div>
        <AuditBody log={log} isFiltered={!isEmpty(settled)} isStale={isStale} />
      </main>
    </div>
  )
}

function toStatus({ state }: AuditLog, isStale: boolean): string {
  if (state.name === 'loading' || isStale) return 'Looking…'
  if (state.name === 'failed') return ''
  const { entries, nextCursor } = state
  if (entries.length === 0) {
    return nextCursor === null ? 'No entry fits.' : 'No entry fits so far. Look further back below.'
  }
  return `${count(entries.length, 'entry', 'entries')}${nextCursor === null ? '' : ' so far'}, the newest first.`
}
