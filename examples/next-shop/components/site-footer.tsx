import { RecordSafe } from '@playhead/react'
import type { ReactNode } from 'react'
import { WatchSession } from './watch-session'

/** @param dispatch the day on which today's orders leave. */
export function SiteFooter({ dispatch }: { dispatch: string }): ReactNode {
  return (
    <RecordSafe as="footer" className="site-footer">
      <div>
        <strong>Roost</strong>
        <p>Lamps made slowly, for the hours after work. Rua do Poente 14, Porto.</p>
      </div>
      <ul>
        <li>Free delivery from €150</li>
        <li>Ordered today, on its way {dispatch}</li>
        <li>60 evenings to change your mind</li>
        <li>
          <a href="/repairs">Repairs for as long as you own it</a>
        </li>
        <li>
          <a href="mailto:lamps@roost.example">Ask us anything</a>
        </li>
      </ul>
      <p className="site-footer-note">
        An example shop: nothing is sold and nothing is charged. <WatchSession />
      </p>
    </RecordSafe>
  )
}
