import type { SessionManifest, TabManifest } from '@playhead/protocol'
import { PlayerError } from '../player-error.ts'

/** @throws {PlayerError} `invalid_option` if the session has no tab, or not the one asked for. */
export function findTab(manifest: SessionManifest, id: string | undefined): TabManifest {
  const tab = id === undefined ? manifest.tabs[0] : manifest.tabs.find((one) => one.id === id)
  if (tab) return tab
  throw new PlayerError(
    'invalid_option',
    id === undefined
      ? `Session ${manifest.session.id} has no tab to play.`
      : `Session ${manifest.session.id} has no tab ${JSON.stringify(id)}: take an id from the manifest's tabs.`,
  )
}

/** The moment of the tab that is nearest; its start for no number. */
export function clampToTab(at: number, { startedAt, endedAt }: TabManifest): number {
  if (Number.isNaN(at)) return startedAt
  return Math.min(Math.max(at, startedAt), endedAt)
}
