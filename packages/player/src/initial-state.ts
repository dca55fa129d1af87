import type { TabManifest } from '@playhead/protocol'
import { clampToTab } from './play/find-tab.ts'
import type { PlayerState } from './player-state.ts'
import type { PlayerGap } from './track.ts'

/** Before the first picture of the session's first tab. */
export function toInitialState(
  tab: TabManifest,
  gaps: readonly PlayerGap[],
  at: number | undefined,
): PlayerState {
  const { startedAt, endedAt } = tab
  return {
    status: { name: 'loading' },
    intent: 'pause',
    at: at === undefined ? startedAt : clampToTab(at, tab),
    startedAt,
    endedAt,
    tab: tab.id,
    speed: 1,
    skipsInactivity: false,
    skipped: null,
    progress: null,
    viewport: null,
    gap: null,
    gaps,
    damagedSegments: [],
    brokenFrames: 0,
  }
}
