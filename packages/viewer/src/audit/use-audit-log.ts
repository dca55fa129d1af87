import type { AuditQuery, PlayerError, QueryClient } from '@playhead/player'
import type { AuditRecord } from '@playhead/protocol'
import { useEffect, useState } from 'react'
import type { MoreState } from '../ui/more-button.tsx'
import { toPlayerError } from '../ui/to-player-error.ts'

export interface LoadedLog {
  name: 'loaded'
  /** What was asked. */
  query: AuditQuery
  entries: readonly AuditRecord[]
  nextCursor: string | null
  /** How far back the server has looked, ms since the Unix epoch. */
  lookedBackTo: number | null
  more: MoreState
}

type AuditLogState =
  | { name: 'loading' }
  | { name: 'failed'; query: AuditQuery; error: PlayerError }
  | LoadedLog

export interface AuditLog {
  state: AuditLogState
  loadMore(): void
  reload(): void
}

const pageSize = 100

/**
 * The entries that fit, read page by page, the newest first. What is shown stays until the answer to
 * another question is there.
 *
 * @param query the same object as long as the question is the same.
 */
export function useAuditLog(client: QueryClient, query: AuditQuery): AuditLog {
  const [state, setState] = useState<AuditLogState>({ name: 'loading' })

  useEffect(() => {
    const controller = new AbortController()
    void readFirstPage(client, query, setState, controller.signal)
    return () => controller.abort()
  }, [client, query])

  /** Only if nobody has asked anything else meanwhile. */
  function change(from: LoadedLog, to: Partial<LoadedLog>): void {
    setState((state) =>
      state.name === 'loaded' && state.query === from.query ? { ...from, ...to } : state,
    )
  }

  return {
    state,
    reload() {
      setState({ name: 'loading' })
      void readFirstPage(client, query, setState)
    },
    loadMore() {
      if (state.name !== 'loaded' || state.nextCursor === null) return
      if (state.more.name === 'loading') return
      change(state, { more: { name: 'loading' } })
      client.readAudit(state.query, { limit: pageSize, cursor: state.nextCursor }).then(
        ({ entries, ...page }) =>
          change(state, {
            ...page,
            entries: [...state.entries, ...entries],
            more: { name: 'idle' },
          }),
        (error: unknown) =>
          change(state, { more: { name: 'failed', error: toPlayerError(error) } }),
      )
    },
  }
}

async function readFirstPage(
  client: QueryClient,
  query: AuditQuery,
  setState: (state: AuditLogState) => void,
  signal?: AbortSignal,
): Promise<void> {
  try {
    const page = await client.readAudit(query, { limit: pageSize, signal })
    setState({ name: 'loaded', query, ...page, more: { name: 'idle' } })
  } catch (error) {
    if (!signal?.aborted) setState({ name: 'failed', query, error: toPlayerError(error) })
  }
}
