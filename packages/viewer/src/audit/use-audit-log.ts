import type { PlayerError, QueryClient } from '@playhead/player'
import type { AuditAction, AuditRecord } from '@playhead/protocol'
import { useEffect, useMemo, useState } from 'react'
import { toPlayerError } from '../ui/to-player-error.ts'

export type MoreState =
  | { name: 'idle' }
  | { name: 'loading' }
  | { name: 'failed'; error: PlayerError }

type AuditLogState =
  | { name: 'loading' }
  | { name: 'failed'; error: PlayerError }
  | {
      name: 'loaded'
      entries: readonly AuditRecord[]
      nextCursor: string | null
      more: MoreState
    }

export interface AuditLogFilter {
  action: AuditAction | 'all'
  /** A part of the actor's name. */
  actor: string
}

export interface AuditLog {
  state: AuditLogState
  /** The entries that the filter lets through. */
  shown: readonly AuditRecord[]
  filter: AuditLogFilter
  setFilter(filter: AuditLogFilter): void
  loadMore(): void
  reload(): void
}

const pageSize = 100

/** The log, read page by page, the newest first. */
export function useAuditLog(client: QueryClient): AuditLog {
  const [state, setState] = useState<AuditLogState>({ name: 'loading' })
  const [filter, setFilter] = useState<AuditLogFilter>({ action: 'all', actor: '' })

  useEffect(() => {
    const controller = new AbortController()
    void readFirstPage(client, setState, controller.signal)
    return () => controller.abort()
  }, [client])

  function setMore(more: MoreState): void {
    setState((state) => (state.name === 'loaded' ? { ...state, more } : state))
  }

  return {
    state,
    shown: useMemo(
      () => (state.name === 'loaded' ? filterEntries(state.entries, filter) : []),
      [state, filter],
    ),
    filter,
    setFilter,
    reload() {
      setState({ name: 'loading' })
      void readFirstPage(client, setState)
    },
    loadMore() {
      if (state.name !== 'loaded' || state.nextCursor === null) return
      if (state.more.name === 'loading') return
      setMore({ name: 'loading' })
      client.readAudit({ limit: pageSize, cursor: state.nextCursor }).then(
        ({ entries, nextCursor }) =>
          setState({
            ...state,
            entries: [...state.entries, ...entries],
            nextCursor,
            more: { name: 'idle' },
          }),
        (error: unknown) => setMore({ name: 'failed', error: toPlayerError(error) }),
      )
    },
  }
}

async function readFirstPage(
  client: QueryClient,
  setState: (state: AuditLogState) => void,
  signal?: AbortSignal,
): Promise<void> {
  try {
    const page = await client.readAudit({ limit: pageSize, signal })
    setState({ name: 'loaded', ...page, more: { name: 'idle' } })
  } catch (error) {
    if (!signal?.aborted) setState({ name: 'failed', error: toPlayerError(error) })
  }
}

function filterEntries(
  entries: readonly AuditRecord[],
  { action, actor }: AuditLogFilter,
): readonly AuditRecord[] {
  const part = actor.trim().toLowerCase()
  return entries.filter(
    (entry) =>
      (action === 'all' || entry.action === action) && entry.actor.toLowerCase().includes(part),
  )
}
