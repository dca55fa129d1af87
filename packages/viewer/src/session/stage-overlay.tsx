import type { Player, PlayerGap } from '@playhead/player'
import type { ExclusionReason } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { formatSpan } from '../format/format-duration.ts'
import { Failure } from '../ui/failure.tsx'
import { type ExcludedSpan, findExcluded } from './excluded-spans.ts'
import { usePlayerState } from './use-player.ts'

const reasons: Readonly<Record<PlayerGap['reason'], string>> = {
  missing:
    'These segments never arrived: the connection failed, or the browser was closed before they were sent.',
  damaged: 'A segment arrived and cannot be decoded, and what follows builds on it.',
  'no-snapshot': 'The page’s first picture never arrived, and all changes build on it.',
}

const exclusions: Readonly<Record<ExclusionReason, string>> = {
  pattern: 'The application excludes this page from recordings (privacy.exclude).',
  payment: 'The page has payment fields, and the application has not allowed such pages.',
}

export interface StageOverlayProps {
  player: Player
  excluded: readonly ExcludedSpan[]
}

/** What is laid over the page: that it is on its way, that it is missing or was left out, that it failed. */
export function StageOverlay({ player, excluded }: StageOverlayProps): ReactNode {
  const status = usePlayerState(player, (state) => state.status)
  const gap = usePlayerState(player, (state) => state.gap)
  const left = usePlayerState(player, (state) => findExcluded(excluded, state.at))
  const progress = usePlayerState(player, (state) => state.progress)
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
        {progress !== null
          ? `Working out the page, ${Math.round(progress * 100)} %`
          : status.name === 'loading'
            ? 'Loading the page'
            : 'Loading more'}
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
  if (left) {
    return (
      <div className="stage-overlay stage-gap">
        <div className="stage-note">
          <b>{formatSpan(left.endedAt - left.startedAt)} not recorded</b>
          <p>{exclusions[left.reason]}</p>
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
