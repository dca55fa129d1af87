import type { SessionSummary } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { formatAbsolute } from '../format/format-time.ts'
import { PrivacyNotice } from './privacy-notice.tsx'
import type { Care } from './use-care.ts'

/** Which holds keep the session, and what of it was not masked in the page. */
export function CareNotes({ care, session }: { care: Care; session: SessionSummary }): ReactNode {
  return (
    <>
      <PrivacyNotice warnings={care.warnings} />
      {care.holds
        .filter(({ on }) =>
          'session' in on ? on.session === session.id : on.user === session.user,
        )
        .map(({ id, reason, by, at }) => (
          <p key={id} className="notice">
            On legal hold: {reason}. By {by}, {formatAbsolute(at)}.
          </p>
        ))}
    </>
  )
}
