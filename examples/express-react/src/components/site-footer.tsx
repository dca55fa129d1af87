import { RecordSafe } from '@playhead/react'
import type { ReactNode } from 'react'
import { WatchSession } from './watch-session.tsx'

export function SiteFooter(): ReactNode {
  return (
    <RecordSafe as="footer" className="site-footer">
      <p>
        <strong>Halflight</strong> Kattenberg 9, Ghent. The bar opens an hour before the first film.
      </p>
      <p>
        An example cinema: nothing is sold and nothing is charged. <WatchSession />
      </p>
    </RecordSafe>
  )
}
