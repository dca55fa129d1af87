import { randomBytes } from 'node:crypto'
import { type CreatedShare, isSessionId, type ShareLink } from '@playhead/protocol'
import type { KnownAnswer } from '../access/known-answer.ts'
import type { Audit } from '../audit/audit.ts'
import { checkOrigin } from '../http/check-origin.ts'
import { readJson } from '../http/read-json.ts'
import { respondJson, respondNothing } from '../http/respond.ts'
import { noSession } from '../query/query-api.ts'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore, StoredSession } from '../store/replay-store.ts'
import { selectOfSession } from './clip.ts'
import type { ShareLimits } from './share-options.ts'
import { writeShareToken } from './share-token.ts'

const dayMs = 86_400_000

export interface ShareContext {
  store: ReplayStore
  audit: Audit
  limits: ShareLimits
  /** Address of the viewer, without a slash at its end. */
  viewer: string
}

/** `GET api/shares?session=…`: `{ shares }`, the newest first; of all sessions without one. */
export function listShares({ store }: Pick<ShareContext, 'store'>): KnownAnswer {
  return async (request) => {
    const session = new URL(request.url).searchParams.get('session')
    if (session !== null && !isSessionId(session)) throw noSession()
    return respondJson({ shares: await store.listShares(session) })
  }
}

/** `POST api/shares` with `{ session, days?, from?, to? }`: 201 with the link and its address. */
export function createShare({ store, audit, limits, viewer }: ShareContext): KnownAnswer {
  return async (request, _, { actor }) => {
    checkOrigin(request)
    if (!limits) throw noShares()
    const { session, days = limits.defaultDays, from, to } = await readJson(request)
    const stored = isSessionId(session) ? await store.readSession(session) : null
    if (!stored) throw noSession()
    const createdAt = Date.now()
    const share: ShareLink = {
      id: randomBytes(16).toString('hex'),
      session: stored.session.id,
      ...parseRange(from, to, stored),
      createdBy: actor,
      createdAt,
      expiresAt: createdAt + parseDays(days, limits.maxDays) * dayMs,
      revokedAt: null,
    }
    await audit({
      at: createdAt,
      actor,
      action: 'create_share',
      sessions: [share.session],
      share: share.id,
      details: {
        expiresAt: share.expiresAt,
        ...(share.from !== null && { from: share.from }),
        ...(share.to !== null && { to: share.to }),
      },
    })
    await store.addShare(share)
    const url = `${viewer}/share/${await writeShareToken(store, share)}`
    const created: CreatedShare = { share, url }
    return respondJson(created, 201)
  }
}

/** `DELETE api/shares/{session}/{share}`: 204. From now on the link opens nothing. */
export function revokeShare({ store, audit }: Pick<ShareContext, 'store' | 'audit'>): KnownAnswer {
  return async (request, { session = '', share = '' }, { actor }) => {
    checkOrigin(request)
    const found = await store.readShare(session, share)
    if (!found || found.revokedAt !== null) throw noShare()
    const at = Date.now()
    await audit({ at, actor, action: 'revoke_share', sessions: [session], share })
    if (!(await store.revokeShare(session, share, at))) throw noShare()
    return respondNothing()
  }
}

export function noShares(): ReplayError {
  return new ReplayError('shares_disabled', 'There are no share links here: `shares` is false.')
}

function noShare(): ReplayError {
  return new ReplayError('not_found', 'There is no such link, or it was revoked before.')
}

function parseDays(value: unknown, maxDays: number): number {
  if (typeof value === 'number' && value > 0 && value <= maxDays) return value
  throw new ReplayError(
    'invalid_parameter',
    `days is how long the link opens: a number above 0, and at most ${maxDays} here.`,
  )
}

/** Both or neither; some of it must be of the session. */
function parseRange(
  from: unknown,
  to: unknown,
  { segments }: StoredSession,
): { from: number | null; to: number | null } {
  if ((from ?? null) === null && (to ?? null) === null) return { from: null, to: null }
  if (typeof from === 'number' && typeof to === 'number' && from < to) {
    if (selectOfSession(segments, { from, to }).size > 0) return { from, to }
  }
  throw new ReplayError(
    'invalid_parameter',
    'from and to are the part of the session to show, in ms since the Unix epoch, the earlier first.',
  )
}
