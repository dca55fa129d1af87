import type { QueryClient } from '@playhead/player'
import { useEffect, useMemo, useState } from 'react'
import type { Access } from './environment.ts'

type Known = 'waiting' | 'unknown' | { actor: string; can: ReadonlySet<string> }

/**
 * Who looks, and what is offered to them; the server decides about every request by itself. If it
 * cannot be read everything is offered, and a refusal says why.
 *
 * @param client null where nothing but watching is ever allowed.
 */
export function useAccess(client: QueryClient | null): Access {
  const [known, setKnown] = useState<Known>('waiting')
  useEffect(() => {
    if (!client) return undefined
    const controller = new AbortController()
    client.readAccess({ signal: controller.signal }).then(
      ({ actor, can }) => setKnown({ actor, can: new Set(can) }),
      () => {
        if (!controller.signal.aborted) setKnown('unknown')
      },
    )
    return () => controller.abort()
  }, [client])
  return useMemo(() => (client ? toAccess(known) : watchOnly), [client, known])
}

/** A copy, or what a link shows. */
export const watchOnly: Access = { isKnown: true, actor: null, may: () => false }

function toAccess(known: Known): Access {
  if (known === 'waiting') return { isKnown: false, actor: null, may: () => false }
  if (known === 'unknown') return { isKnown: true, actor: null, may: () => true }
  return { isKnown: true, actor: known.actor, may: (right) => known.can.has(right) }
}
