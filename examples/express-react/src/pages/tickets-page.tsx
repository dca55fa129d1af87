import type { ReactNode } from 'react'
import { Link } from '../router.tsx'

export function TicketsPage({ reference }: { reference: string | null }): ReactNode {
  return (
    <div className="notice">
      <h1>See you there</h1>
      <p>
        Your tickets are on their way to you. At the door, <b>{reference}</b> is enough.
      </p>
      <Link className="button" href="/">
        Back to the films
      </Link>
    </div>
  )
}
