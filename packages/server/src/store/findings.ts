import type { PrivacyWarning } from '@playhead/protocol'

/** What the second line took out of one segment, counted. Never what it was. */
export type Finding = Pick<PrivacyWarning, 'page' | 'channel' | 'detector' | 'count'>

/** The findings of a session. */
export interface SessionFindings {
  /** When the last was found, ms since the Unix epoch. */
  at: number
  findings: readonly Finding[]
}

/** Bounds what a page that sends the worst makes of each append. */
const maxKinds = 100

/** Counts of one page, channel and detector are added up. */
export function mergeFindings(
  known: readonly Finding[],
  more: readonly Finding[],
): readonly Finding[] {
  const byKind = new Map<string, Finding>()
  for (const finding of [...known, ...more]) {
    const { page, channel, detector, count } = finding
    const kind = JSON.stringify([page, channel, detector])
    const before = byKind.get(kind)
    if (!before && byKind.size >= maxKinds) continue
    byKind.set(kind, { page, channel, detector, count: (before?.count ?? 0) + count })
  }
  return [...byKind.values()]
}

/** Over many sessions; the most frequent first. */
export function toWarnings(sessions: readonly SessionFindings[]): PrivacyWarning[] {
  const byKind = new Map<string, PrivacyWarning>()
  for (const { at, findings } of sessions) {
    for (const { page, channel, detector, count } of findings) {
      const kind = JSON.stringify([page, channel, detector])
      const known = byKind.get(kind)
      byKind.set(kind, {
        page,
        channel,
        detector,
        count: (known?.count ?? 0) + count,
        sessions: (known?.sessions ?? 0) + 1,
        lastAt: Math.max(known?.lastAt ?? at, at),
      })
    }
  }
  return [...byKind.values()].sort((a, b) => b.count - a.count)
}

export function parseFindings(value: unknown): SessionFindings {
  const fields = toFields(value)
  const list: unknown[] = Array.isArray(fields['findings']) ? fields['findings'] : []
  return {
    at: Number(fields['at']),
    findings: list.map(toFields).map(({ page, channel, detector, count }) => ({
      page: page === null ? null : String(page),
      channel: String(channel),
      detector: String(detector),
      count: Number(count),
    })),
  }
}

function toFields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' ? { ...value } : {}
}
