import type { QueryClient } from '@playhead/player'
import { useEffect, useState } from 'react'
import { toPlayerError } from '../ui/to-player-error.ts'
import { usePoll } from '../ui/use-poll.ts'
import {
  type LoadedList,
  type SessionListState,
  toLoaded,
  withFreshShown,
  withMore,
  withNews,
  without,
} from './session-list-state.ts'

export interface Sessions {
  state: SessionListState
  reload(): void
  loadMore(): void
  showFresh(): void
  /** Takes a session out that has been erased. */
  forget(id: string): void
}

const pageSize = 50
const lookAgainMs = 10_000

/** The session list, read page by page and kept up to date while it is shown. */
export function useSessions(client: QueryClient, { isShown }: { isShown: boolean }): Sessions {
  const [state, setState] = useState<SessionListState>({ name: 'loading' })
  const [isWanted, setWanted] = useState(isShown)
  if (isShown && !isWanted) setWanted(true)

  function change(to: (list: LoadedList) => SessionListState): void {
    setState((state) => (state.name === 'loaded' ? to(state) : state))
  }

  useEffect(() => {
    if (!isWanted) return undefined
    const controller = new AbortController()
    void readFirstPage(client, setState, controller.signal)
    return () => controller.abort()
  }, [client, isWanted])

  usePoll(
    () => {
      client.listSessions({ limit: pageSize }).then(
        (page) => change((list) => withNews(list, page)),
        (error: unknown) => change((list) => ({ ...list, stale: toPlayerError(error) })),
      )
    },
    { everyMs: lookAgainMs, isOn: isShown && state.name === 'loaded' },
  )

  return {
    state,
    reload() {
      setState({ name: 'loading' })
      void readFirstPage(client, setState)
    },
    loadMore() {
      if (state.name !== 'loaded' || state.nextCursor === null) return
      if (state.more.name === 'loading') return
      change((list) => ({ ...list, more: { name: 'loading' } }))
      client.listSessions({ limit: pageSize, cursor: state.nextCursor }).then(
        (page) => change((list) => withMore(list, page)),
        (error: unknown) =>
          change((list) => ({ ...list, more: { name: 'failed', error: toPlayerError(error) } })),
      )
    },
    showFresh: () => change(withFreshShown),
    forget: (id) => change((list) => without(list, id)),
  }
}

async function readFirstPage(
  client: QueryClient,
  setState: (state: SessionListState) => void,
  signal?: AbortSignal,
): Promise<void> {
  try {
    setState(
      toLoaded(await client.listSessions({ limit: pageSize, ...(signal ? { signal } : {}) })),
    )
  } catch (error) {
    if (!signal?.aborted) setState({ name: 'failed', error: toPlayerError(error) })
  }
}
