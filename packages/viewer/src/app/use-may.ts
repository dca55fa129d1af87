import type { QueryClient } from '@playhead/player'
import { useEffect, useMemo, useState } from 'react'
import type { May } from './environment.ts'

type Rights = 'loading' | 'unknown' | ReadonlySet<string>

/**
 * What whoever looks may do, for what is offered to them; the server decides about every request by
 * itself. If it cannot be read everything is offered, and a refusal says why.
 */
export function useMay(client: QueryClient): May {
  const [rights, setRights] = useState<Rights>('loading')
  useEffect(() => {
    const controller = new AbortController()
    client.readAccess({ signal: controller.signal }).then(
      ({ can }) => setRights(new Set(can)),
      () => {
        if (!controller.signal.aborted) setRights('unknown')
      },
    )
    return () => controller.abort()
  }, [client])
  return useMemo(
    () => (right) => rights === 'unknown' || (rights !== 'loading' && rights.has(right)),
    [rights],
  )
}
