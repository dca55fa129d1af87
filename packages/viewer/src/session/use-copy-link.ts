import type { Player } from '@playhead/player'
import type { SessionManifest } from '@playhead/protocol'
import { useEffect, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { toSessionPath } from '../app/route.ts'
import { momentOf } from './use-moment-address.ts'

export type CopyState =
  | { name: 'idle' }
  | { name: 'copied' }
  /** The browser would not: the link is shown, to be copied by hand. */
  | { name: 'refused'; link: string }

const confirmedForMs = 2_000

/** Copies the address of the moment that is shown. */
export function useCopyLink(
  player: Player | null,
  { session, tabs }: SessionManifest,
): { state: CopyState; copy(): void; close(): void } {
  const { basePath } = useEnvironment()
  const [state, setState] = useState<CopyState>({ name: 'idle' })

  useEffect(() => {
    if (state.name !== 'copied') return undefined
    const timer = setTimeout(() => setState({ name: 'idle' }), confirmedForMs)
    return () => clearTimeout(timer)
  }, [state])

  return {
    state,
    close: () => setState({ name: 'idle' }),
    copy() {
      if (!player) return
      const { at, tab } = momentOf(player)
      const moment = tabs.length > 1 ? { at, tab } : { at }
      const link = new URL(toSessionPath(basePath, session.id, moment), location.origin).href
      writeClipboard(link).then(
        () => setState({ name: 'copied' }),
        () => setState({ name: 'refused', link }),
      )
    },
  }
}

export async function writeClipboard(text: string): Promise<void> {
  // On plain http there is no clipboard.
  await navigator.clipboard.writeText(text)
}
