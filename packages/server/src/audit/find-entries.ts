import { setImmediate } from 'node:timers/promises'
import type { AuditPage, AuditRecord } from '@playhead/protocol'
import type { ReplayStore } from '../store/replay-store.ts'

export interface EntryQuery {
  /** At most this many entries. */
  limit: number
  /** Number of the entry to go on below; null to begin with the last. */
  before: number | null
  fits: (entry: AuditRecord) => boolean
}

/** Entries are sealed, so they are opened one after the other: these bound what one request takes. */
const maxLookedAt = 10_000
const entriesAtATime = 250

/** The entries that fit, the newest first. The page is cut short where a request has looked at enough. */
export async function findEntries(
  store: ReplayStore,
  { limit, before, fits }: EntryQuery,
): Promise<AuditPage> {
  const entries: AuditRecord[] = []
  let last: AuditRecord | null = null
  for (let lookedAt = 0; lookedAt < maxLookedAt; lookedAt += entriesAtATime) {
    const page = await store.readAudit({ limit: entriesAtATime, before: last?.number ?? before })
    for (const entry of page) {
      last = entry
      if (fits(entry)) entries.push(entry)
      if (entries.length === limit) return toPage(entries, last)
    }
    if (page.length < entriesAtATime) break
    await setImmediate()
  }
  return toPage(entries, last)
}

/** Numbers have no gaps, so the first entry is the one with the number 1. */
function toPage(entries: AuditRecord[], last: AuditRecord | null): AuditPage {
  const nextCursor = last && last.number > 1 ? String(last.number) : null
  return { entries, nextCursor, lookedBackTo: last?.at ?? null }
}
