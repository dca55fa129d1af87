import { createHash, timingSafeEqual } from 'node:crypto'
import type { ShareLink } from '@playhead/protocol'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore } from '../store/replay-store.ts'

type Keyed = Pick<ReplayStore, 'keyedHash'>

/** Session and id, 16 bytes each, and the hash, which also covers how long it opens and what of the session. */
const wellFormed = /^([\w-]{43})\.([\w-]{43})$/

/** What the address of a link ends with. It opens the link, so it is told once and kept nowhere. */
export async function writeShareToken(store: Keyed, share: ShareLink): Promise<string> {
  const name = Buffer.from(share.session + share.id, 'hex').toString('base64url')
  return `${name}.${await hashOf(store, share)}`
}

/**
 * The link that a token opens, if it is one that this store made.
 * @throws {ReplayError} `share_invalid`, whatever is wrong with it; `share_revoked`; `share_expired`.
 */
export async function openShareToken(
  store: ReplayStore,
  token: string,
  now: number,
): Promise<ShareLink> {
  const [, name = '', given = ''] = wellFormed.exec(token) ?? []
  const hex = Buffer.from(name, 'base64url').toString('hex')
  const isWhole = Buffer.from(hex, 'hex').toString('base64url') === name && name !== ''
  const share = isWhole ? await store.readShare(hex.slice(0, 32), hex.slice(32)) : null
  if (!share || !isSame(given, await hashOf(store, share))) {
    throw new ReplayError(
      'share_invalid',
      'This link does not open anything. It may be incomplete: copy it again, or ask for a new one.',
    )
  }
  if (share.revokedAt !== null) {
    throw new ReplayError('share_revoked', 'This link was taken back. Ask for a new one.')
  }
  if (share.expiresAt <= now) {
    throw new ReplayError('share_expired', 'This link has expired. Ask for a new one.')
  }
  return share
}

function hashOf(store: Keyed, { session, id, from, to, expiresAt }: ShareLink): Promise<string> {
  return store.keyedHash(JSON.stringify(['share', session, id, from, to, expiresAt]))
}

/** Hashed, so that the comparison takes as long whatever is given. */
function isSame(given: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(right))
}
