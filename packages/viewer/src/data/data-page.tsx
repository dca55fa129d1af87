import { type ReactNode, useCallback, useEffect } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { PageHeader } from '../app/page-header.tsx'
import { useAnswer } from '../ui/use-answer.ts'
import { ErasePanel } from './erase-panel.tsx'
import { ExportPanel } from './export-panel.tsx'
import { HoldsPanel } from './holds-panel.tsx'
import { ReceiptsPanel } from './receipts-panel.tsx'
import { RetentionPanel } from './retention-panel.tsx'
import { StoragePanel } from './storage-panel.tsx'
import { useReceipts } from './use-receipts.ts'
import { WarningsPanel } from './warnings-panel.tsx'

export interface DataPageProps {
  /** Sessions are gone for good. */
  onErased: (sessions: readonly string[]) => void
}

/** What should have been masked; what is kept, for how long, what must stay; handing over, erasing. */
export default function DataPage({ onErased }: DataPageProps): ReactNode {
  const { client, isKnown, may } = useEnvironment()
  const mayConfigure = may('configure')
  const storage = useAnswer(
    useCallback((signal: AbortSignal) => client.readStorage({ signal }), [client]),
  )
  const holds = useAnswer(
    useCallback(
      async (signal: AbortSignal) => (mayConfigure ? client.listHolds({ signal }) : []),
      [client, mayConfigure],
    ),
  )
  const { receipts, more } = useReceipts()
  const warnings = useAnswer(
    useCallback((signal: AbortSignal) => client.listWarnings(null, { signal }), [client]),
  )
  // Nothing is shown by halves: what came later would push the rest away.
  const isWaiting =
    !isKnown || [storage, holds, receipts, warnings].some(({ answer }) => answer.name === 'loading')

  useEffect(() => {
    document.title = 'Data · Playhead'
  }, [])

  return (
    <div className="list-page">
      <PageHeader current="data" title="Data" />
      {isWaiting ? (
        <main className="panels" aria-busy="true">
          <p className="page-waiting" role="status">
            Loading
          </p>
        </main>
      ) : (
        <main className="panels">
          <WarningsPanel warnings={warnings} />
          <div>
            <StoragePanel storage={storage} />
            <RetentionPanel storage={storage} />
            <HoldsPanel
              holds={holds}
              onChanged={() => {
                holds.reload()
                storage.reload()
              }}
            />
          </div>
          <div>
            <ExportPanel />
            <ErasePanel
              onErased={(sessions) => {
                onErased(sessions)
                storage.reload()
                receipts.reload()
                warnings.reload()
              }}
            />
            {may('erase') ? <ReceiptsPanel receipts={receipts} onMore={more} /> : null}
          </div>
        </main>
      )}
    </div>
  )
}
