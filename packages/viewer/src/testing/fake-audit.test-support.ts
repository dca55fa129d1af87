import type { AuditPage, AuditRecord } from '@playhead/protocol'

/** So many entries the server looks at in one request: few, so that a test sees it. */
const maxLookedAt = 150

/** A page of the log as the server gives it, of the entries that fit. */
export function toAuditPage(entries: readonly AuditRecord[], query: URLSearchParams): AuditPage {
  const before = Number(query.get('cursor') ?? Infinity)
  const from = Number(query.get('from') ?? -Infinity)
  const to = Number(query.get('to') ?? Infinity)
  const action = query.get('action')
  const session = query.get('session')
  const fits = (entry: AuditRecord): boolean =>
    entry.actor.toLowerCase().includes(query.get('actor')?.toLowerCase() ?? '') &&
    (action === null || entry.action === action) &&
    (session === null || entry.subject.some((id) => id.startsWith(session))) &&
    entry.at >= from &&
    entry.at <= to
  const lookedAt = entries.filter(({ number }) => number < before).slice(0, maxLookedAt)
  const page = lookedAt.filter(fits).slice(0, Number(query.get('limit') ?? 50))
  const isFull = page.length === Number(query.get('limit') ?? 50)
  const last = isFull ? page.at(-1) : lookedAt.at(-1)
  return {
    entries: page,
    nextCursor: last && last.number > 1 ? String(last.number) : null,
    lookedBackTo: last?.at ?? null,
  }
}
