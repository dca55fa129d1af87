import type { StoredSession } from '../store/replay-store.ts'

/** The part of a session that is shown, ms since the Unix epoch. */
export interface Clip {
  from: number
  to: number
}

export type StoredSegment = StoredSession['segments'][number]

/** What of a tab a clip shows. */
export interface TabClip {
  /** In their order. */
  shown: readonly StoredSegment[]
  /**
   * Where the page of the first moment is made: out of the frames of `made` before `from`, the first of
   * which holds the full picture. It stands at the beginning of `at`, the first that is shown. null if the
   * tab has no full picture before: then the first within the clip is its first.
   */
  look: { at: StoredSegment; made: readonly StoredSegment[] } | null
}

/** @param tab its segments, by sequence. @returns null if the tab was not there then. */
export function selectOfTab(tab: readonly StoredSegment[], { from, to }: Clip): TabClip | null {
  const within = tab.filter(({ startedAt, endedAt }) => endedAt >= from && startedAt <= to)
  const wasThere = tab.some(({ startedAt }) => startedAt < from)
  const isThere = within.length > 0 || (wasThere && tab.some(({ startedAt }) => startedAt > to))
  if (!isThere) return null
  const last = tab.findLastIndex(({ startedAt }) => startedAt < from)
  const first = tab.findLastIndex(
    ({ keyframes }, index) => index <= last && keyframes.some((time) => time < from),
  )
  const at = tab[last]
  if (first < 0 || !at) return { shown: within, look: null }
  const later = within.filter(({ sequence }) => sequence > at.sequence)
  return { shown: [at, ...later], look: { at, made: tab.slice(first, last + 1) } }
}

export function selectOfSession(
  segments: readonly StoredSegment[],
  clip: Clip,
): Map<string, TabClip> {
  const byTab = [...Map.groupBy(segments, ({ tab }) => tab)]
  return new Map(
    byTab.flatMap(([tab, own]) => {
      const selected = selectOfTab(own, clip)
      return selected ? [[tab, selected] as const] : []
    }),
  )
}
