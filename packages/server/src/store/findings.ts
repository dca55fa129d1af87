import { isSessionId, type PrivacyWarning } from '@playhead/protocol'

/** What the second line took out of one segment, counted. Never what it was. */
export type Finding = Pick<PrivacyWarning, 'page' | 'channel' | 'detector' | 'count'>

/** The findings of a session. */
export interface SessionFindings {
  /** null for those that were kept before it was written down. */
  session: string | null
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
  for (const { session, at, findings } of sessions) {
    for (const { page, channel, detector, count } of findings) {
      const kind = JSON.stringify([page, channel, detector])
      const known = byKind.get(kind)
      const isLatest = !known || at > known.lastAt
      byKind.set(kind, {
        page,
        channel,
        detector,
        count: (known?.count ?? 0) + count,
        sessions: (known?.sessions ?? 0) + 1,
        lastAt: isLatest ? at : known.lastAt,
        lastSession: isLatest ? session : known.lastSession,
      })
    }
  }
  return [...byKind.values()].sort((a, b) => b.count - a.count)
}

export function parseFindings(value: unknown): SessionFindings {
  const fields = toFields(value)
  const list: unknown[] = Array.isArray(fields['findings']) ? fields['findings'] : []
  const session = fields['session']
  return {
    session: isSessionId(session) ? session : null,
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
