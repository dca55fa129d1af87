import { Mask } from '@playhead/react'
import type { ReactNode } from 'react'
import { Link } from '../router.tsx'

/** The reference lets its holder in, so it is masked, though all of the page is safe. */
export function TicketsPage({ reference }: { reference: string | null }): ReactNode {
  return (
    <div className="notice">
      <h1>See you there</h1>
      <p>
        Your tickets are on their way to you. At the door, <Mask as="b">{reference}</Mask> is
        enough.
      </p>
      <Link className="button" href="/">
        Back to the films
      </Link>
    </div>
  )
}
