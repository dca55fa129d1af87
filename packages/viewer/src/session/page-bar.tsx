import type { Player } from '@playhead/player'
import type { SessionManifest } from '@playhead/protocol'
import { type ReactNode, useMemo } from 'react'
import { count } from '../format/count.ts'
import { Icon } from '../ui/icon.tsx'
import { findCurrent, type TimelineItem } from '../timeline/timeline-item.ts'
import { TabChooser } from './tab-chooser.tsx'
import { usePlayerState } from './use-player.ts'

export interface PageBarProps {
  player: Player
  manifest: SessionManifest
  items: readonly TimelineItem[]
}

/** Which page is shown, how large it was, and what may be wrong with the picture. */
export function PageBar({ player, manifest, items }: PageBarProps): ReactNode {
  const { entryUrl } = manifest.session
  const navigations = useMemo(() => items.filter(({ type }) => type === 'navigation'), [items])
  const url = usePlayerState(player, ({ at }) => {
    const event = navigations[Math.max(findCurrent(navigations, at), 0)]?.event
    return event?.type === 'navigation' ? event.to : entryUrl
  })
  const viewport = usePlayerState(player, (state) => state.viewport)
  const damaged = usePlayerState(player, (state) => state.damagedSegments.length)
  const broken = usePlayerState(player, (state) => state.brokenFrames)

  return (
    <div className="page-bar">
      {manifest.tabs.length > 1 ? <TabChooser player={player} manifest={manifest} /> : null}
      <span className="page-url" title={url ?? undefined}>
        <Icon name="browser" />
        <span className="visually-hidden">Page: </span>
        <span>{url ?? 'No address was recorded'}</span>
      </span>
      {damaged > 0 ? (
        <Warning
          short={count(damaged, 'damaged segment')}
          long={`${count(damaged, 'segment')} of this tab cannot be decoded. Where a picture is missing for that, a gap is shown.`}
        />
      ) : null}
      {broken > 0 ? (
        <Warning
          short={count(broken, 'change not applied', 'changes not applied')}
          long={`${count(broken, 'recorded change')} could not be applied: the page may differ from what the visitor saw.`}
        />
      ) : null}
      <span className="page-size" title="Size of the visitor’s viewport in CSS pixels">
        {viewport ? `${viewport.width} × ${viewport.height}` : ''}
      </span>
    </div>
  )
}

function Warning({ short, long }: { short: string; long: string }): ReactNode {
  return (
    <span className="page-warning" role="note" title={long}>
      <Icon name="warning" />
      <span aria-hidden="true" className="wide-only">
        {short}
      </span>
      <span className="visually-hidden">{long}</span>
    </span>
  )
}
