import { onTestFinished } from 'vitest'
import { createPlayer } from './create-player.ts'
import type { Player, PlayerOptions } from './player.ts'
import { createSegmentLoader } from './load/segment-loader.ts'
import { createManualClock, type ManualClock } from './manual-clock.test-support.ts'
import {
  type ServedRecording,
  serveRecording,
  sessionId,
  type TabRecording,
} from './serve-recording.test-support.ts'

export interface Played {
  player: Player
  clock: ManualClock
  served: ServedRecording
  container: HTMLElement
  /** The replayed page as it is now. */
  page(): Document
  iframe(): HTMLIFrameElement
}

/** Plays what a server would answer, in a container of 800 by 600, with a clock turned by hand. */
export async function playRecording(
  recording: TabRecording | TabRecording[],
  options: Partial<PlayerOptions> = {},
): Promise<Played> {
  const tabs = Array.isArray(recording) ? recording : [recording]
  return play(await serveRecording(...tabs), options)
}

export function play(served: ServedRecording, options: Partial<PlayerOptions> = {}): Played {
  const container = document.createElement('div')
  container.style.cssText = 'width:800px;height:600px'
  document.body.append(container)
  const clock = createManualClock()
  const loader = createSegmentLoader({
    basePath: '/api/replay',
    session: sessionId,
    fetch: served.fetch,
  })
  const player = createPlayer({ container, loader, manifest: served.manifest, clock, ...options })
  onTestFinished(() => {
    player.destroy()
    container.remove()
  })
  const iframe = (): HTMLIFrameElement => {
    const found = container.querySelector('iframe')
    if (!found) throw new Error('The player has no iframe.')
    return found
  }
  return {
    player,
    clock,
    served,
    container,
    iframe,
    page() {
      const page = iframe().contentDocument
      if (!page) throw new Error('The iframe has no document.')
      return page
    },
  }
}
