import { createHash, timingSafeEqual } from 'node:crypto'
import { isSessionId, type SessionTimeline } from '@playhead/protocol'
import type { Audit } from '../audit/audit.ts'
import { checkOrigin } from '../http/check-origin.ts'
import { readJson } from '../http/read-json.ts'
import { respondNothing } from '../http/respond.ts'
import type { Answer } from '../http/route.ts'
import { noSession } from '../query/query-api.ts'
import { ReplayError } from '../replay-error.ts'
import { findHold } from '../store/refusals.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import { eraseSessions } from './erase-sessions.ts'

/** Stands in receipts and the audit for whoever the session is of: nobody knows more of them. */
const actor = 'recorded person'

/**
 * `POST erase` with `{ session, secret }` as text/plain: a person withdraws consent, and their browser
 * shows the secret of which each tab of the session has told the hash. 204 once nothing is left. Open to
 * every visitor, as ingest is.
 */
export function eraseByProof(
  store: ReplayStore,
  allowedOrigins: readonly string[],
  audit: Audit,
): Answer {
  return async (request) => {
    checkOrigin(request, allowedOrigins)
    const { session, secret } = await readJson(request, 'text/plain')
    const stored = isSessionId(session) ? await store.readSession(session) : null
    if (!stored) throw noSession()
    const { id } = stored.session
    const timeline = await store.readTimeline(id)
    if (!timeline) throw noSession()
    if (typeof secret !== 'string' || !isProven(timeline, secret)) {
      throw new ReplayError('proof_wrong', 'Only the browser that recorded a session can do this.')
    }
    // Why it is held is nobody's business here.
    if (findHold(stored.session, await store.listHolds())) {
      throw new ReplayError('session_held', 'This session cannot be erased now.')
    }
    await eraseSessions(store, { by: 'session', session: id }, { actor, dryRun: false, audit })
    return respondNothing()
  }
}

/**
 * Whoever knows a session's id can add a tab to it, with a hash of their own: so all hashes that were
 * told have to be of this secret.
 */
function isProven({ events }: SessionTimeline, secret: string): boolean {
  const proof = createHash('sha256').update(secret).digest()
  const told = events.filter((event) => event.type === 'consent')
  return told.length > 0 && told.every(({ eraseHash }) => isSame(eraseHash, proof))
}

function isSame(hash: string, proof: Buffer): boolean {
  const bytes = Buffer.from(hash, 'hex')
  return bytes.length === proof.length && timingSafeEqual(bytes, proof)
}
