import type { LegalHold, SessionSummary } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { formatAbsolute } from '../format/format-time.ts'
import type { Answer } from '../ui/use-answer.ts'

/** Which holds keep the session; nothing where none does, or whoever looks may not know. */
export function HoldNotes({
  holds,
  session,
}: {
  holds: Answer<LegalHold[]>
  session: SessionSummary
}): ReactNode {
  if (holds.name !== 'loaded') return null
  return holds.value
    .filter(({ on }) => ('session' in on ? on.session === session.id : on.user === session.user))
    .map(({ id, reason, by, at }) => (
      <p key={id} className="notice">
        On legal hold: {reason}. By {by}, {formatAbsolute(at)}.
      </p>
    ))
}
