import type { Player, TimeSpan } from '@playhead/player'
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useMemo,
  useRef,
  useState,
} from 'react'
import { formatOffset, formatSpan } from '../format/format-duration.ts'
import { gapReasons, type TimelineItem } from '../timeline/timeline-item.ts'
import { exclusionWords } from '../timeline/describe-page-event.ts'
import { type ExcludedSpan, findExcluded } from './excluded-spans.ts'
import { findMark, toMarks } from './to-marks.ts'
import { usePlayerState } from './use-player.ts'

export interface SeekBarProps {
  player: Player
  items: readonly TimelineItem[]
  /** Stretches in which nobody did anything. */
  inactive: readonly TimeSpan[]
  /** Stretches that were left out on purpose. */
  excluded: readonly ExcludedSpan[]
}

/** A pointer this near to a mark means the mark, px. */
const reachPx = 6
const pageMs = 30_000

export function SeekBar({ player, items, inactive, excluded }: SeekBarProps): ReactNode {
  const bar = useRef<HTMLDivElement>(null)
  const [hover, setHover] = useState<{ position: number; reach: number } | null>(null)
  const at = usePlayerState(player, (state) => Math.round(state.at))
  const startedAt = usePlayerState(player, (state) => state.startedAt)
  const endedAt = usePlayerState(player, (state) => state.endedAt)
  const gaps = usePlayerState(player, (state) => state.gaps)
  const marks = useMemo(() => toMarks(items, { startedAt, endedAt }), [items, startedAt, endedAt])
  const length = Math.max(endedAt - startedAt, 1)
  const seekSoon = useSeekPerFrame(player)

  /** The static part: it does not change while the playhead moves. */
  const track = useMemo(() => {
    const share = (moment: number): string =>
      `${(Math.min(Math.max((moment - startedAt) / length, 0), 1) * 100).toFixed(3)}%`
    const toStyle = (span: TimeSpan) => ({
      left: share(span.startedAt),
      right: `calc(100% - ${share(span.endedAt)})`,
    })
    return (
      <>
        {inactive.map((span) => (
          <span key={`i${span.startedAt}`} className="seek-inactive" style={toStyle(span)} />
        ))}
        {gaps.map((gap) => (
          <span
            key={`g${gap.startedAt}`}
            className="seek-gap"
            data-reason={gap.reason}
            style={toStyle(gap)}
          />
        ))}
        {excluded.map((span) => (
          <span
            key={`x${span.startedAt}`}
            className="seek-excluded"
            data-reason={span.reason}
            style={toStyle(span)}
          />
        ))}
        {marks.map((mark) => (
          <span
            key={mark.position}
            className="seek-mark"
            data-mark={mark.kind}
            style={{ left: share(mark.at) }}
          />
        ))}
      </>
    )
  }, [inactive, excluded, gaps, marks, startedAt, length])

  function toPlace(event: PointerEvent): { position: number; reach: number } {
    const box = bar.current?.getBoundingClientRect()
    if (!box || box.width === 0) return { position: 0, reach: 0 }
    const position = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1)
    return { position, reach: reachPx / box.width }
  }

  function toMoment({ position, reach }: { position: number; reach: number }): number {
    const mark = findMark(marks, position, reach)
    return mark?.kind === 'error' ? mark.at : startedAt + position * length
  }

  function press(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    seekSoon(toMoment(toPlace(event)))
  }

  function move(event: PointerEvent<HTMLDivElement>): void {
    const place = toPlace(event)
    setHover(place)
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      seekSoon(startedAt + place.position * length)
    }
  }

  function turnPage(event: KeyboardEvent): void {
    const by = event.key === 'PageUp' ? pageMs : event.key === 'PageDown' ? -pageMs : 0
    if (by === 0) return
    event.preventDefault()
    void player.seek(player.getState().at + by)
  }

  const share = Math.min(Math.max((at - startedAt) / length, 0), 1)
  return (
    <div
      ref={bar}
      className="seek-bar"
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.round(endedAt - startedAt)}
      aria-valuenow={Math.round(at - startedAt)}
      aria-valuetext={`${formatOffset(at - startedAt)} of ${formatOffset(endedAt - startedAt)}`}
      onPointerDown={press}
      onPointerMove={move}
      onPointerLeave={() => setHover(null)}
      onKeyDown={turnPage}
    >
      <div className="seek-track">
        <span className="seek-done" style={{ transform: `scaleX(${share})` }} />
        {track}
      </div>
      <span className="seek-thumb" style={{ left: `${share * 100}%` }} />
      {hover ? toPreview(hover) : null}
    </div>
  )

  function toPreview({ position, reach }: { position: number; reach: number }): ReactNode {
    const moment = startedAt + position * length
    const mark = findMark(marks, position, reach)
    const gap = gaps.find((gap) => gap.startedAt <= moment && moment < gap.endedAt)
    const quiet = inactive.find((span) => span.startedAt <= moment && moment < span.endedAt)
    const left = findExcluded(excluded, moment)
    const text =
      mark?.label ??
      (gap ? `Gap: ${gapReasons[gap.reason]}` : null) ??
      (left ? `Excluded: ${exclusionWords[left.reason]}` : null) ??
      (quiet ? `${formatSpan(quiet.endedAt - quiet.startedAt)} without activity` : null)
    return (
      <span
        className="seek-preview"
        data-tone={mark?.kind === 'error' ? 'error' : 'plain'}
        aria-hidden="true"
        style={{ left: `${position * 100}%`, transform: `translateX(${-position * 100}%)` }}
      >
        <b>{formatOffset((mark?.at ?? moment) - startedAt)}</b>
        {text === null ? null : <span>{text}</span>}
      </span>
    )
  }
}

/** A drag asks for more moments than can be drawn; the last one of each frame counts. */
function useSeekPerFrame(player: Player): (at: number) => void {
  const wanted = useRef<number | null>(null)
  return (at) => {
    const isWaiting = wanted.current !== null
    wanted.current = at
    if (isWaiting) return
    requestAnimationFrame(() => {
      if (wanted.current !== null) void player.seek(wanted.current)
      wanted.current = null
    })
  }
}
