import type { Player } from '@playhead/player'
import type { ReactNode } from 'react'
import { formatOffset } from '../format/format-duration.ts'
import { Icon } from '../ui/icon.tsx'
import { speeds } from './speeds.ts'
import { usePlayerState } from './use-player.ts'

export interface ControlsProps {
  player: Player
  hasErrors: boolean
  isCopied: boolean
  onNextError: () => void
  onCopyLink: () => void
  onHelp: () => void
}

export function Controls(props: ControlsProps): ReactNode {
  const { player, hasErrors, isCopied, onNextError, onCopyLink, onHelp } = props
  const isPlaying = usePlayerState(player, ({ intent }) => intent === 'play')
  const speed = usePlayerState(player, (state) => state.speed)
  const skips = usePlayerState(player, (state) => state.skipsInactivity)
  return (
    <div className="controls" role="group" aria-label="Playback">
      <button
        type="button"
        className="play-button"
        aria-label={isPlaying ? 'Pause' : 'Play'}
        title={isPlaying ? 'Pause (Space)' : 'Play (Space)'}
        onClick={() => (isPlaying ? player.pause() : player.play())}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} />
      </button>
      <Time player={player} />
      <label className="select-field" title="Speed ([ and ])">
        <span className="visually-hidden">Speed</span>
        <select value={speed} onChange={(event) => player.setSpeed(Number(event.target.value))}>
          {speeds.map((one) => (
            <option key={one} value={one}>
              {one}×
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="chip"
        aria-pressed={skips}
        title="Skip stretches in which nobody did anything (i)"
        onClick={() => player.setSkipInactivity(!skips)}
      >
        <Icon name="skip" />
        <span className="wide-only">Skip inactivity</span>
        <span className="visually-hidden narrow-only">Skip inactivity</span>
      </button>
      <button
        type="button"
        className="chip"
        disabled={!hasErrors}
        title={hasErrors ? 'Go to the next error (e)' : 'No error in this tab'}
        onClick={onNextError}
      >
        <Icon name="error" />
        <span className="wide-only">Next error</span>
        <span className="visually-hidden narrow-only">Next error</span>
      </button>
      <span className="controls-space" />
      <button
        type="button"
        className="chip"
        aria-label="Copy link to this moment"
        title="Copy link to this moment (c)"
        onClick={onCopyLink}
      >
        <Icon name={isCopied ? 'check' : 'copy'} />
        <span className="wide-only copy-label">{isCopied ? 'Copied' : 'Copy link'}</span>
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={onHelp}
      >
        <Icon name="help" />
      </button>
    </div>
  )
}

function Time({ player }: { player: Player }): ReactNode {
  const now = usePlayerState(player, ({ at, startedAt }) => formatOffset(at - startedAt))
  const length = usePlayerState(player, ({ startedAt, endedAt }) =>
    formatOffset(endedAt - startedAt),
  )
  return (
    <span className="time" style={{ minWidth: `${length.length * 2 + 3}ch` }}>
      <b>{now}</b> / {length}
    </span>
  )
}
