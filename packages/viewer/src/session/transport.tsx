import type { Player, TimeSpan } from '@playhead/player'
import type { ReactNode } from 'react'
import type { TimelineItem } from '../timeline/timeline-item.ts'
import { Announcer } from './announcer.tsx'
import { Controls } from './controls.tsx'
import type { ExcludedSpan } from './excluded-spans.ts'
import { SeekBar } from './seek-bar.tsx'
import { useMomentAddress } from './use-moment-address.ts'

export interface TransportProps {
  /** null until there is one; the place is kept. */
  player: Player | null
  session: string
  items: readonly TimelineItem[]
  inactive: readonly TimeSpan[]
  /** Stretches that were left out on purpose. */
  excluded: readonly ExcludedSpan[]
  isCopied: boolean
  onNextError: () => void
  onCopyLink: () => void
  onHelp: () => void
}

/** Seek bar and controls. */
export function Transport({ player, ...props }: TransportProps): ReactNode {
  return <div className="transport">{player ? <Parts player={player} {...props} /> : null}</div>
}

function Parts({
  player,
  session,
  items,
  inactive,
  excluded,
  ...controls
}: TransportProps & { player: Player }): ReactNode {
  useMomentAddress(player, session)
  return (
    <>
      <SeekBar player={player} items={items} inactive={inactive} excluded={excluded} />
      <Controls
        player={player}
        hasErrors={items.some(({ kind }) => kind === 'errors')}
        {...controls}
      />
      <Announcer player={player} notice={controls.isCopied ? 'Link copied' : ''} />
    </>
  )
}
