import type { Answer } from '../http/route.ts'
import { parsePage } from '../http/parse-page.ts'
import { respondJson } from '../http/respond.ts'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import { parseAuditFilter, toAuditTest } from './audit-filter.ts'
import { findEntries } from './find-entries.ts'

/**
 * `GET api/audit?limit=50&cursor=…`: who did what, the newest first. `actor`, `action`, `session`, `from`
 * and `to` choose among them.
 */
export function readAudit(store: ReplayStore): Answer {
  return async (request) => {
    const { limit, cursor } = parsePage(request)
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const fits = toAuditTest(parseAuditFilter(query))
    return respondJson(await findEntries(store, { limit, before: parseCursor(cursor), fits }))
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
