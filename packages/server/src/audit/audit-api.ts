import type { AuditPage } from '@playhead/protocol'
import type { Answer } from '../http/route.ts'
import { parsePage } from '../http/parse-page.ts'
import { respondJson } from '../http/respond.ts'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore } from '../store/replay-store.ts'

/** `GET api/audit?limit=50&cursor=…`: who did what, the newest first. */
export function readAudit(store: ReplayStore): Answer {
  return async (request) => {
    const { limit, cursor } = parsePage(request)
    const entries = await store.readAudit({ limit, before: parseCursor(cursor) })
    const last = entries.at(-1)
    // Numbers have no gaps, so the first entry is the one with the number 1.
    const nextCursor = last && last.number > 1 ? String(last.number) : null
    const page: AuditPage = { entries, nextCursor }
    return respondJson(page)
  }
}

/** `GET api/audit/verification`: whether the log is as it was written. */
export function verifyAudit(store: ReplayStore): Answer {
  return async () => respondJson(await store.verifyAudit())
}

function parseCursor(cursor: string | null): number | null {
  if (cursor === null) return null
  if (/^[1-9]\d{0,14}$/.test(cursor)) return Number(cursor)
  throw new ReplayError(
    'invalid_cursor',
    'This cursor did not come from the log. Read it from its beginning.',
  )
}
