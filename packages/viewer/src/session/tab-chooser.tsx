import type { Player } from '@playhead/player'
import type { SessionManifest } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { formatSpan } from '../format/format-duration.ts'
import { usePlayerState } from './use-player.ts'

/** Browser tabs of one session, by the time they were opened. */
export function TabChooser({
  player,
  manifest,
}: {
  player: Player
  manifest: SessionManifest
}): ReactNode {
  const tab = usePlayerState(player, (state) => state.tab)
  return (
    <label className="select-field tab-chooser">
      <span className="visually-hidden">Browser tab</span>
      <select value={tab} onChange={(event) => player.selectTab(event.target.value)}>
        {manifest.tabs.map(({ id, startedAt, endedAt }, index) => (
          <option key={id} value={id}>
            Tab {index + 1} of {manifest.tabs.length} · {formatSpan(endedAt - startedAt)}
          </option>
        ))}
      </select>
    </label>
  )
}
