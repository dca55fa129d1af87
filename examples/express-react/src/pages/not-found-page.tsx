import type { ReactNode } from 'react'
import { Link } from '../router.tsx'

export function NotFoundPage(): ReactNode {
  return (
    <div className="notice">
      <h1>This reel is missing</h1>
      <p>There is no such page.</p>
      <Link className="button" href="/">
        Back to the films
      </Link>
    </div>
  )
}
