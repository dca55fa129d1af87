import type { Player, PlayerGap } from '@playhead/player'
import type { ReactNode } from 'react'
import { formatSpan } from '../format/format-duration.ts'
import { Failure } from '../ui/failure.tsx'
import { usePlayerState } from './use-player.ts'

const reasons: Readonly<Record<PlayerGap['reason'], string>> = {
  missing:
    'These segments never arrived: the connection failed, or the browser was closed before they were sent.',
  damaged: 'A segment arrived and cannot be decoded, and what follows builds on it.',
  'no-snapshot': 'The page’s first picture never arrived, and all changes build on it.',
}

/** What is laid over the page: that it is on its way, that it is missing, that it failed. */
export function StageOverlay({ player }: { player: Player }): ReactNode {
  const status = usePlayerState(player, (state) => state.status)
  const gap = usePlayerState(player, (state) => state.gap)
  const skipped = usePlayerState(player, (state) => state.skipped)

  if (status.name === 'failed') {
    return (
      <div className="stage-overlay stage-overlay-full">
        <Failure error={status.error} onRetry={() => void player.seek(player.getState().at)} />
      </div>
    )
  }
  if (status.name === 'loading' || status.name === 'buffering') {
    return (
      <div className="stage-overlay stage-waiting">
        <span className="spinner" />
        {status.name === 'loading' ? 'Loading the page' : 'Loading more'}
      </div>
    )
  }
  if (gap) {
    return (
      <div className="stage-overlay stage-gap">
        <div className="stage-note">
          <b>{formatSpan(gap.endedAt - gap.startedAt)} without a picture</b>
          <p>{reasons[gap.reason]}</p>
        </div>
      </div>
    )
  }
  if (skipped) {
    return (
      <div className="stage-overlay stage-toast">
        Skipped {formatSpan(skipped.endedAt - skipped.startedAt)} of inactivity
      </div>
    )
  }
  return null
}
