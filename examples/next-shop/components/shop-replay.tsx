'use client'

import type { ReplayOptions } from '@playhead/core'
import { ReplayProvider } from '@playhead/react'
import { type ReactNode, useState } from 'react'
import { HelpOffer, type Trouble } from './help-offer'

type HearFrustration = NonNullable<ReplayOptions['onFrustration']>

/** Records the visit; whoever presses in vain again and again is offered help, until they decline it. */
export function ShopReplay({ children }: { children: ReactNode }): ReactNode {
  const [trouble, setTrouble] = useState<Trouble>()
  const [isDeclined, setIsDeclined] = useState(false)

  const hear: HearFrustration = ({ kind, cause }) => {
    if (kind === 'rage-click') setTrouble(cause ?? 'unresponsive')
  }

  return (
    <ReplayProvider endpoint="/api/replay" onFrustration={hear}>
      {children}
      <HelpOffer trouble={isDeclined ? undefined : trouble} onDecline={() => setIsDeclined(true)} />
    </ReplayProvider>
  )
}
