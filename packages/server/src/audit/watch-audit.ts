import type { Audit, AuditEntry } from './audit.ts'

/** Who sees what: `watch` by a name, `open_share` by a link. */
type Sight = Pick<AuditEntry, 'actor' | 'share'> & {
  action: 'watch' | 'open_share'
  session: string
}

/** Takes down that somebody sees a session; rejects if it cannot, and then nothing may be shown. */
export type WatchAudit = (sight: Sight, options?: { isNew?: boolean }) => Promise<void>

/** One look asks for a manifest, a timeline and many segments: that is one entry. */
const oneLookMs = 600_000
const maxRemembered = 10_000

/** An entry for each look of ten minutes; with `isNew`, for each call. */
export function createWatchAudit(audit: Audit, now: () => number = () => Date.now()): WatchAudit {
  const looks = new Map<string, { at: number; written: Promise<void> }>()

  async function write({ session, ...sight }: Sight, at: number): Promise<void> {
    await audit({ ...sight, at, sessions: [session] })
  }

  return (sight, { isNew = false } = {}) => {
    const key = JSON.stringify([sight.action, sight.actor, sight.share, sight.session])
    const known = looks.get(key)
    const at = now()
    if (!isNew && known && Math.abs(at - known.at) < oneLookMs) return known.written
    const look = { at, written: write(sight, at) }
    looks.delete(key)
    looks.set(key, look)
    const [oldest] = looks.keys()
    if (looks.size > maxRemembered && oldest !== undefined) looks.delete(oldest)
    // What could not be written is tried again with the next request.
    look.written.catch(() => looks.get(key) === look && looks.delete(key))
    return look.written
  }
}
