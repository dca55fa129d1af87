import { type ReactNode, useCallback, useEffect } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { PageHeader } from '../app/page-header.tsx'
import { useAnswer } from '../ui/use-answer.ts'
import { ErasePanel } from './erase-panel.tsx'
import { ExportPanel } from './export-panel.tsx'
import { HoldsPanel } from './holds-panel.tsx'
import { RetentionPanel } from './retention-panel.tsx'
import { StoragePanel } from './storage-panel.tsx'

export interface DataPageProps {
  /** Sessions are gone for good. */
  onErased: (sessions: readonly string[]) => void
}

/** What is kept, for how long, what must stay, and how to hand it over or erase it. */
export default function DataPage({ onErased }: DataPageProps): ReactNode {
  const { client } = useEnvironment()
  const storage = useAnswer(
    useCallback((signal: AbortSignal) => client.readStorage({ signal }), [client]),
  )

  useEffect(() => {
    document.title = 'Data · Playhead'
  }, [])

  return (
    <div className="list-page">
      <PageHeader current="data" title="Data" />
      <main className="panels">
        <div>
          <StoragePanel storage={storage} />
          <RetentionPanel storage={storage} />
        </div>
        <div>
          <ExportPanel />
          <ErasePanel
            onErased={(sessions) => {
              onErased(sessions)
              storage.reload()
            }}
          />
          <HoldsPanel onChanged={storage.reload} />
        </div>
      </main>
    </div>
  )
}
