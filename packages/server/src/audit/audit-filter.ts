import { type AuditRecord, auditActions } from '@playhead/protocol'
import { parseTime } from '../http/parse-time.ts'
import { ReplayError } from '../replay-error.ts'

/** What an entry has to be like, all of it. */
export interface AuditFilter {
  /** A part of the actor's name, whatever its case. */
  actor?: string
  action?: AuditRecord['action']
  /** The beginning of a session's id. */
  session?: string
  /** ms since the Unix epoch. */
  from?: number
  to?: number
}

const maxActorLength = 200

/**
 * From texts, as an address or a command line gives them; an empty one counts as left out.
 * @throws {ReplayError} `invalid_parameter`.
 */
export function parseAuditFilter(
  fields: Readonly<Partial<Record<keyof AuditFilter, string | undefined>>>,
): AuditFilter {
  const { actor, action, session, from, to } = fields
  return {
    ...(actor && { actor: parseActor(actor) }),
    ...(action && { action: parseAction(action) }),
    ...(session && { session: parseSession(session) }),
    ...(from && { from: parseTime('from', from) }),
    ...(to && { to: parseTime('to', to) }),
  }
}

/** Whether an entry fits. */
export function toAuditTest(filter: AuditFilter): (entry: AuditRecord) => boolean {
  const { action, session, from = -Infinity, to = Infinity } = filter
  const part = filter.actor?.toLowerCase() ?? ''
  return (entry) =>
    (action === undefined || entry.action === action) &&
    entry.at >= from &&
    entry.at <= to &&
    (part === '' || entry.actor.toLowerCase().includes(part)) &&
    (session === undefined || entry.subject.some((id) => id.startsWith(session)))
}

function parseActor(text: string): string {
  if (text.length <= maxActorLength) return text.trim()
  throw invalid(`actor has at most ${maxActorLength} characters.`)
}

function parseAction(text: string): AuditRecord['action'] {
  const action = auditActions.find((each) => each === text)
  if (action) return action
  throw invalid(`action is one of ${auditActions.join(', ')}.`)
}

function parseSession(text: string): string {
  if (/^[\da-f]{1,32}$/i.test(text)) return text.toLowerCase()
  throw invalid('session is the id of a session, or its beginning.')
}

function invalid(message: string): ReplayError {
  return new ReplayError('invalid_parameter', message)
}
