import type { Player } from '@playhead/player'
import type { SessionManifest } from '@playhead/protocol'
import type { ReactNode, Ref } from 'react'
import type { ExcludedSpan } from './excluded-spans.ts'
import { PageBar } from './page-bar.tsx'
import { StageOverlay } from './stage-overlay.tsx'
import type { TimelineItem } from '../timeline/timeline-item.ts'

export interface StagePanelProps {
  /** null until the recording has found its place in the document. */
  player: Player | null
  manifest: SessionManifest
  items: readonly TimelineItem[]
  /** Stretches that were left out on purpose. */
  excluded: readonly ExcludedSpan[]
  containerRef: Ref<HTMLDivElement>
}

/** The recorded page, in something like the browser it was seen in. */
export function StagePanel({
  player,
  manifest,
  items,
  excluded,
  containerRef,
}: StagePanelProps): ReactNode {
  return (
    <section className="stage-panel" aria-label="Recorded page">
      {player ? (
        <PageBar player={player} manifest={manifest} items={items} />
      ) : (
        <div className="page-bar" />
      )}
      <div className="stage">
        <div className="stage-container" ref={containerRef} />
        {player ? <StageOverlay player={player} excluded={excluded} /> : null}
      </div>
    </section>
  )
}
