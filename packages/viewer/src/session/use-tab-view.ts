import { type Player, type TimeSpan, toInactiveSpans } from '@playhead/player'
import type { Annotation, SessionManifest } from '@playhead/protocol'
import { useMemo } from 'react'
import { withNotes } from '../notes/to-note-items.ts'
import { type TimelineItem, toTimelineItems } from '../timeline/timeline-item.ts'
import { type ExcludedSpan, toExcludedSpans } from './excluded-spans.ts'
import { useOptionalPlayerState } from './use-player.ts'
import type { Recording } from './use-recording.ts'

/** What is known of the tab that is shown. */
export interface TabView {
  /** By time, with the notes of the session. */
  items: readonly TimelineItem[]
  /** Stretches in which nobody did anything. */
  inactive: readonly TimeSpan[]
  /** Stretches that were left out on purpose. */
  excluded: readonly ExcludedSpan[]
}

export function useTabView(
  player: Player | null,
  { manifest, timeline }: Recording,
  notes: readonly Annotation[],
): TabView {
  const tab = useOptionalPlayerState(player, (state) => state.tab)
  const gaps = useOptionalPlayerState(player, (state) => state.gaps)

  const events = useMemo(
    () => timeline?.events.filter((event) => event.tab === null || event.tab === tab) ?? [],
    [timeline, tab],
  )
  const items = useMemo(
    () => withNotes(toTimelineItems(events, gaps ?? [], toHost(manifest)), notes),
    [events, gaps, manifest, notes],
  )
  const inactive = useMemo(() => {
    const span = manifest.tabs.find(({ id }) => id === tab)
    return span && timeline ? toInactiveSpans(events, span) : []
  }, [manifest, timeline, events, tab])
  const excluded = useMemo(() => {
    const span = manifest.tabs.find(({ id }) => id === tab)
    return span ? toExcludedSpans(events, span.endedAt) : []
  }, [manifest, events, tab])
  return { items, inactive, excluded }
}

/** The host of the recorded application, which need not be said in every URL. */
function toHost({ session }: SessionManifest): string {
  const { entryUrl } = session
  return entryUrl !== null && URL.canParse(entryUrl) ? new URL(entryUrl).host : ''
}
