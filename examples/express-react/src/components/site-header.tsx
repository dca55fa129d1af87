import { RecordSafe } from '@playhead/react'
import type { ReactNode } from 'react'
import { Link } from '../router.tsx'

export function SiteHeader(): ReactNode {
  return (
    <RecordSafe as="header" className="site-header">
      <Link className="wordmark" href="/">
        <svg viewBox="0 0 32 32" aria-hidden>
          <path d="M16 4a12 12 0 0 0 0 24Z" />
          <path className="wordmark-shade" d="M16 4a12 12 0 0 1 0 24Z" />
        </svg>
        Halflight
      </Link>
      <p>
        Two screens, no adverts <span>Ghent</span>
      </p>
    </RecordSafe>
  )
}
