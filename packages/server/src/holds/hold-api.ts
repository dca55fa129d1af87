import { randomUUID } from 'node:crypto'
import type { LegalHold } from '@playhead/protocol'
import type { KnownAnswer } from '../access/known-answer.ts'
import type { Audit } from '../audit/audit.ts'
import { parseSelection } from '../erasure/selection.ts'
import { checkOrigin } from '../http/check-origin.ts'
import { readJson } from '../http/read-json.ts'
import { respondJson, respondNothing } from '../http/respond.ts'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore } from '../store/replay-store.ts'

const maxReasonLength = 1_000

/** `GET api/holds`: `{ holds }`. */
export function listHolds(store: ReplayStore): KnownAnswer {
  return async () => respondJson({ holds: await store.listHolds() })
}

/** `POST api/holds` with `{ session | user, reason }`: 201 with the hold. */
export function placeHold(store: ReplayStore, audit: Audit): KnownAnswer {
  return async (request, _, { actor }) => {
    checkOrigin(request)
    const { reason, ...fields } = await readJson(request)
    const hold = { id: randomUUID(), on: parseOn(fields), reason: parseReason(reason), by: actor }
    const placed = { ...hold, at: Date.now() }
    await audit({ ...toEntry(placed), at: placed.at, actor, action: 'place_hold' })
    await store.placeHold(placed)
    return respondJson(placed, 201)
  }
}

/** `DELETE api/holds/{hold}`: 204. */
export function liftHold(store: ReplayStore, audit: Audit): KnownAnswer {
  return async (request, { hold = '' }, { actor }) => {
    checkOrigin(request)
    const found = (await store.listHolds()).find(({ id }) => id === hold)
    if (!found) throw noHold()
    await audit({ ...toEntry(found), at: Date.now(), actor, action: 'lift_hold' })
    if (!(await store.liftHold(hold))) throw noHold()
    return respondNothing()
  }
}

function noHold(): ReplayError {
  return new ReplayError('not_found', 'There is no such hold. Somebody may have lifted it.')
}

function toEntry({ id, on }: LegalHold): { hold: string; sessions: string[] } {
  return { hold: id, sessions: 'session' in on ? [on.session] : [] }
}

function parseOn(fields: Record<string, unknown>): LegalHold['on'] {
  const selection = parseSelection(fields)
  if (selection.by === 'session') return { session: selection.session }
  if (selection.by === 'user') return { user: selection.user }
  throw new ReplayError('invalid_parameter', 'A hold is on a session or on a user.')
}

function parseReason(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= maxReasonLength) {
    return value.trim()
  }
  throw new ReplayError(
    'invalid_parameter',
    `reason says why, in 1 to ${maxReasonLength} characters.`,
  )
}
