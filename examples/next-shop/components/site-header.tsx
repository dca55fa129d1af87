import { RecordSafe } from '@playhead/react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CartLink } from './cart-link'

export function SiteHeader(): ReactNode {
  return (
    <RecordSafe as="header" className="site-header">
      <Link className="wordmark" href="/">
        <svg viewBox="0 0 32 32" aria-hidden>
          <path d="M4 18C4 10 9 5 16 5s12 5 12 13c0 1-24 1-24 0Z" />
          <path className="wordmark-stem" d="M14 20h4l1.5 8h-7z" />
        </svg>
        Roost
      </Link>
      <nav aria-label="Shop">
        <Link href="/#lamps">Lamps</Link>
        <Link href="/account">Account</Link>
        <CartLink />
      </nav>
    </RecordSafe>
  )
}
