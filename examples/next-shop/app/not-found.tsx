import { RecordSafe } from '@playhead/react'
import Link from 'next/link'
import type { ReactNode } from 'react'

export default function NotFound(): ReactNode {
  return (
    <RecordSafe as="main" className="page empty">
      <h1>It is dark here</h1>
      <p>There is no such page.</p>
      <Link className="button" href="/">
        Back to the lamps
      </Link>
    </RecordSafe>
  )
}
