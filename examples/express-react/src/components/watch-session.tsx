import { useReplay } from '@playhead/react'
import type { ReactNode } from 'react'

/** A link to this very moment in the viewer. */
export function WatchSession(): ReactNode {
  const replay = useReplay()
  return (
    <a
      href="/api/replay"
      target="_blank"
      onClick={(event) => {
        void replay.flush()
        event.currentTarget.href = replay.url({ at: Date.now() })
      }}
    >
      Watch your session
    </a>
  )
}
