import type { Player } from '@playhead/player'
import { useEffect } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { isSinglePage } from '../app/history.ts'
import { toSessionPath } from '../app/route.ts'

/**
 * Keeps the address at the moment that is shown whenever the playhead stands, so that a reload, or a
 * copy of the address bar, comes back to it. While it plays the address is left alone.
 *
 * @param tab the tab shown, if the session has more than one.
 */
export function useMomentAddress(player: Player, session: string): void {
  const { basePath } = useEnvironment()
  useEffect(() => {
    if (isSinglePage) return undefined
    let shown = momentOf(player)
    return player.subscribe(() => {
      const { status } = player.getState()
      if (status.name !== 'paused' && status.name !== 'ended') return
      const moment = momentOf(player)
      if (moment.at === shown.at && moment.tab === shown.tab) return
      shown = moment
      history.replaceState(history.state, '', toSessionPath(basePath, session, moment))
    })
  }, [player, basePath, session])
}

/** Where the playhead stands, as an address names it. */
export function momentOf(player: Player): { at: number; tab: string } {
  const { at, tab } = player.getState()
  return { at: Math.round(at), tab }
}
