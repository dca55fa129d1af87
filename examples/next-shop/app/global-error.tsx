'use client'

import { useReplayError } from '@playhead/react'
import type { ReactNode } from 'react'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/frame.css'

/** Where the layout itself breaks: stands in for all of it. */
export default function GlobalErrorPage({
  error,
}: {
  error: Error & { digest?: string }
}): ReactNode {
  const replayUrl = useReplayError(error)
  return (
    <html lang="en">
      <body>
        <main className="page">
          <h1>The shop is dark</h1>
          <p>It is on our side. Please come back in a while.</p>
          {replayUrl && (
            <p>
              <a href={replayUrl}>Watch what happened</a>
            </p>
          )}
        </main>
      </body>
    </html>
  )
}
