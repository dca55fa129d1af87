import type { Player, PlayerState } from '@playhead/player'
import type { ReactNode } from 'react'
import { formatOffset, formatSpan } from '../format/format-duration.ts'
import { usePlayerState } from './use-player.ts'

/** Says changes of state to those who do not see them. While it plays, nothing is said. */
export function Announcer({ player, notice }: { player: Player; notice: string }): ReactNode {
  const text = usePlayerState(player, toText)
  return (
    <div className="visually-hidden">
      <p role="status">{text}</p>
      <p role="status">{notice}</p>
    </div>
  )
}

function toText({ status, gap, skipped, at, startedAt }: PlayerState): string {
  if (gap) return `Gap: ${formatSpan(gap.endedAt - gap.startedAt)} cannot be shown`
  if (skipped) return `Skipped ${formatSpan(skipped.endedAt - skipped.startedAt)} of inactivity`
  switch (status.name) {
    case 'loading':
    case 'buffering':
      return 'Loading'
    case 'playing':
      return 'Playing'
    case 'paused':
      return `Paused at ${formatOffset(at - startedAt)}`
    case 'ended':
      return 'The recording has ended'
    case 'failed':
      return status.error.message
  }
}
