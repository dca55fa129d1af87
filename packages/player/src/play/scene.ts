import type { PreferencesEvent, SessionTimeline, TabManifest } from '@playhead/protocol'
import { type TimeSpan, toInactiveSpans } from './inactive-spans.ts'
import type { Picture } from './picture.ts'

/** What is known of the tab that is played. */
export interface Scene {
  tab: TabManifest
  picture: Picture
  inactive: readonly TimeSpan[]
  /** By time. */
  preferences: readonly PreferencesEvent[]
}

/** @param timeline what is known of the whole session; without it nothing counts as inactive. */
export function toScene(picture: Picture, tab: TabManifest, timeline?: SessionTimeline): Scene {
  const events =
    timeline?.events.filter((event) => event.tab === null || event.tab === tab.id) ?? []
  return {
    tab,
    picture,
    inactive: timeline ? toInactiveSpans(events, tab) : [],
    preferences: events.filter((event) => event.type === 'preferences'),
  }
}
