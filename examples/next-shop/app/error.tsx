'use client'

import { useReplayError } from '@playhead/react'
import type { ReactNode } from 'react'

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}): ReactNode {
  const replayUrl = useReplayError(error)
  return (
    <main className="page">
      <h1>Something broke</h1>
      <p>It is on our side. Your cart is still there.</p>
      <button type="button" className="button" onClick={reset}>
        Try again
      </button>
      {replayUrl && (
        <p>
          <a href={replayUrl}>Watch what happened</a>
        </p>
      )}
    </main>
  )
}
