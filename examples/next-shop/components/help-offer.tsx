'use client'

import type { ReplayOptions } from '@playhead/core'
import { RecordSafe } from '@playhead/react'
import type { ReactNode } from 'react'

type FrustrationEvent = Parameters<NonNullable<ReplayOptions['onFrustration']>>[0]

/** What somebody presses in vain for. */
export type Trouble = NonNullable<FrustrationEvent['cause']>

const words: Partial<Record<Trouble, string>> = {
  slow: 'That took longer than it should. You need not press again.',
  'silent-validation': 'This was not sent: a field is missing that you may not see.',
  'broken-link': 'That link leads nowhere yet.',
  'opened-elsewhere': 'That opens outside of this page, if your device knows with what.',
  'not-interactive': 'There is nothing behind that, though it looks so.',
}

export function HelpOffer({
  trouble,
  onDecline,
}: {
  trouble: Trouble | undefined
  onDecline: () => void
}): ReactNode {
  // Always there, so that a screen reader hears what comes into it.
  return (
    <RecordSafe as="aside" className="help-offer" aria-label="Help" aria-live="polite">
      {trouble && (
        <div>
          <p>
            <b>Can we help?</b> {words[trouble] ?? 'That did not work, and it is not your doing.'}{' '}
            Call us on <span className="help-number">+351 220 000 000</span>, somebody is there
            until nine.
          </p>
          <button type="button" className="button quiet" onClick={onDecline}>
            No, thanks
          </button>
        </div>
      )}
    </RecordSafe>
  )
}
