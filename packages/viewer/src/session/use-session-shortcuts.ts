import type { Player } from '@playhead/player'
import { navigate } from '../app/history.ts'
import type { TimelineItem } from '../timeline/timeline-item.ts'
import { useShortcuts } from '../ui/use-shortcuts.ts'
import { stepSpeed } from './speeds.ts'

export interface SessionShortcuts {
  player: Player | null
  /** Of the tab shown, by time. */
  items: readonly TimelineItem[]
  /** Those that the timeline's filter lets through. */
  shown: readonly TimelineItem[]
  /** null where there is no list. */
  listPath: string | null
  onSelect: (item: TimelineItem | null) => void
  onSearch: () => void
  onCopyLink: () => void
  onNote: () => void
  onHelp: () => void
}

const stepMs = 5_000

/** The keys of the session page; `shortcut-lines.ts` tells people of them. */
export function useSessionShortcuts(options: SessionShortcuts): void {
  const { player, items, shown, listPath, onSelect, onSearch, onCopyLink, onNote, onHelp } = options

  const seekTo = (at: number): void => void player?.seek(at)
  const seekBy = (ms: number): void => {
    if (player) seekTo(player.getState().at + ms)
  }
  const changeSpeed = (by: 1 | -1): void => player?.setSpeed(stepSpeed(player.getState().speed, by))
  const goTo = (items: readonly TimelineItem[], by: 1 | -1): void => {
    const item = player && findNeighbour(items, player.getState().at, by)
    if (item) onSelect(item)
  }
  const errors = (): TimelineItem[] => items.filter(({ kind }) => kind === 'errors')
  const slower = (): void => changeSpeed(-1)
  const faster = (): void => changeSpeed(1)
  const toStart = (): void => seekTo(-Infinity)

  useShortcuts({
    ' ': () => (player?.getState().intent === 'play' ? player.pause() : player?.play()),
    ArrowLeft: () => seekBy(-stepMs),
    ArrowRight: () => seekBy(stepMs),
    'Shift+ArrowLeft': () => goTo(shown, -1),
    'Shift+ArrowRight': () => goTo(shown, 1),
    e: () => goTo(errors(), 1),
    E: () => goTo(errors(), -1),
    Home: toStart,
    0: toStart,
    End: () => seekTo(Infinity),
    '[': slower,
    '-': slower,
    ']': faster,
    '+': faster,
    '=': faster,
    i: () => player?.setSkipInactivity(!player.getState().skipsInactivity),
    '/': onSearch,
    c: onCopyLink,
    n: onNote,
    l: () => (listPath === null ? undefined : navigate(listPath)),
    Escape: () => onSelect(null),
    '?': onHelp,
  })
}

/** The item after or before a moment. What happened at that very moment is neither. */
export function findNeighbour(
  items: readonly TimelineItem[],
  at: number,
  by: 1 | -1,
): TimelineItem | undefined {
  // The playhead may stand a fraction of a ms beside the event it was sent to.
  return by === 1
    ? items.find((item) => item.at > at + 0.5)
    : items.findLast((item) => item.at < at - 0.5)
}
