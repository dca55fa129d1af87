import { isSessionId } from '@playhead/protocol'
import type { KnownAnswer } from '../access/known-answer.ts'
import type { Audit } from '../audit/audit.ts'
import { checkOrigin } from '../http/check-origin.ts'
import { parsePage } from '../http/parse-page.ts'
import { readJson } from '../http/read-json.ts'
import { respondJson } from '../http/respond.ts'
import { noSession } from '../query/query-api.ts'
import { ReplayError } from '../replay-error.ts'
import { checkHolds } from '../store/refusals.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import { eraseSessions } from './erase-sessions.ts'
import { parseSelection } from './selection.ts'

/**
 * `DELETE api/sessions/{session}`: 200 with the receipt. Only from pages of this origin: a browser
 * sends its cookies along.
 */
export function eraseSession(store: ReplayStore, audit: Audit): KnownAnswer {
  return async (request, { session }, { actor }) => {
    checkOrigin(request)
    const stored = isSessionId(session) ? await store.readSession(session) : null
    if (!stored) throw noSession()
    checkHolds(stored.session, await store.listHolds())
    const selection = { by: 'session', session: stored.session.id } as const
    return respondJson(await eraseSessions(store, selection, { actor, dryRun: false, audit }))
  }
}

/**
 * `POST api/erasures` with `{ session | user | url | from, to, dryRun }`: what went, or, in a dry
 * run, would go.
 */
export function eraseSelected(store: ReplayStore, audit: Audit): KnownAnswer {
  return async (request, _, { actor }) => {
    checkOrigin(request)
    const { dryRun, ...fields } = await readJson(request)
    if (typeof dryRun !== 'boolean') {
      throw new ReplayError(
        'invalid_parameter',
        'dryRun is true to see what would go, or false to erase it.',
      )
    }
    const selection = parseSelection(fields)
    return respondJson(await eraseSessions(store, selection, { actor, dryRun, audit }))
  }
}

/** `GET api/receipts?limit=50&cursor=…`: what was erased, the newest receipt first. */
export function listReceipts(store: ReplayStore): KnownAnswer {
  return async (request) => respondJson(await store.listReceipts(parsePage(request)))
}

/** `GET api/receipt-key`: the public key that receipts are checked with. */
export function readReceiptKey(store: ReplayStore): KnownAnswer {
  return async () => respondJson({ publicKey: (await store.sign('')).publicKey })
}
