import { createPlayer, type Player, type PlayerState } from '@playhead/player'
import { type RefCallback, useCallback, useRef, useState, useSyncExternalStore } from 'react'
import type { Moment } from '../app/route.ts'
import { chooseTab } from './choose-start.ts'
import type { Recording } from './use-recording.ts'

export interface PlayerHandle {
  /** null until the container is in the document. */
  player: Player | null
  /** For the element to play in. */
  containerRef: RefCallback<HTMLElement>
}

/**
 * Plays the recording. A newer look at the same session takes the place of the older where that stood:
 * same tab, moment, speed.
 */
export function usePlayer(recording: Recording, moment: Moment): PlayerHandle {
  const [player, setPlayer] = useState<Player | null>(null)
  // The address follows the playhead later on; only what it was at first says where to begin.
  const [start] = useState(moment)
  const before = useRef<PlayerState | null>(null)

  const containerRef = useCallback(
    (container: HTMLElement | null) => {
      if (!container) return undefined
      const player = startPlayer(container, recording, before.current ?? start)
      if (before.current) takeOver(player, before.current)
      setPlayer(player)
      return () => {
        before.current = player.getState()
        setPlayer(null)
        player.destroy()
      }
    },
    [recording, start],
  )
  return { player, containerRef }
}

function startPlayer(
  container: HTMLElement,
  { loader, manifest, timeline }: Recording,
  from: Moment,
): Player {
  const tab = chooseTab(manifest.tabs, timeline, from)
  return createPlayer({
    container,
    loader,
    manifest,
    ...(timeline ? { timeline } : {}),
    ...(tab !== undefined ? { tab } : {}),
    ...(from.at !== undefined ? { at: from.at } : {}),
  })
}

function takeOver(player: Player, { speed, skipsInactivity, intent }: PlayerState): void {
  player.setSpeed(speed)
  player.setSkipInactivity(skipsInactivity)
  if (intent === 'play') player.play()
}

/** @param select must give the same value for the same state: a primitive, or a part of the state. */
export function usePlayerState<T>(player: Player, select: (state: PlayerState) => T): T {
  return useSyncExternalStore(player.subscribe, () => select(player.getState()))
}

/** As `usePlayerState`; null as long as there is no player. */
export function useOptionalPlayerState<T>(
  player: Player | null,
  select: (state: PlayerState) => T,
): T | null {
  return useSyncExternalStore(player?.subscribe ?? subscribeToNothing, () =>
    player ? select(player.getState()) : null,
  )
}

function subscribeToNothing(): () => void {
  return () => undefined
}
