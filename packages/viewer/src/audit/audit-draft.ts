import type { AuditQuery } from '@playhead/player'
import { type AuditAction, auditActions } from '@playhead/protocol'

/** What has been filled in to choose among the entries; an empty field chooses nothing. */
export interface AuditDraft {
  actor: string
  action: AuditAction | ''
  session: string
  /** As `datetime-local` gives it, in the time zone of whoever looks. */
  from: string
  to: string
}

export const emptyDraft: AuditDraft = { actor: '', action: '', session: '', from: '', to: '' }

const minuteMs = 60_000

/** From the query of an address. */
export function readDraft(search: string): AuditDraft {
  const query = new URLSearchParams(search)
  const text = (name: string): string => query.get(name) ?? ''
  const time = (name: string): string => (Number.isFinite(Date.parse(text(name))) ? text(name) : '')
  return {
    actor: text('actor'),
    action: auditActions.find((action) => action === text('action')) ?? '',
    session: text('session'),
    from: time('from'),
    to: time('to'),
  }
}

/** What `readDraft` reads; empty if nothing is filled in. */
export function writeDraft(draft: AuditDraft): string {
  const filled = Object.entries(draft).filter(([, value]) => value !== '')
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled)}`
}

export function isEmpty(draft: AuditDraft): boolean {
  return writeDraft(draft) === ''
}

export function toAuditQuery({ actor, action, session, from, to }: AuditDraft): AuditQuery {
  return {
    ...(actor.trim() !== '' && { actor: actor.trim() }),
    ...(action !== '' && { action }),
    ...(session.trim() !== '' && { session: session.trim() }),
    ...(from !== '' && { from: Date.parse(from) }),
    // The minute that is named is meant as a whole.
    ...(to !== '' && { to: Date.parse(to) + minuteMs - 1 }),
  }
}
