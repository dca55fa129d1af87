import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react'
import { PageHeader } from '../app/page-header.tsx'
import { StorageNotice } from '../data/storage-notice.tsx'
import { count } from '../format/count.ts'
import { Failure } from '../ui/failure.tsx'
import { ShortcutHelp } from '../ui/shortcut-help.tsx'
import { Icon } from '../ui/icon.tsx'
import { useNow } from '../ui/use-now.ts'
import { useShortcuts } from '../ui/use-shortcuts.ts'
import { EmptyList } from './empty-list.tsx'
import { filterSessions } from './filter-sessions.ts'
import { ListFoot } from './list-foot.tsx'
import { ListToolbar } from './list-toolbar.tsx'
import { LoadingRows } from './loading-rows.tsx'
import { freshOf } from './session-list-state.ts'
import { SessionRow, SessionRowHead } from './session-row.tsx'
import type { Sessions } from './use-sessions.ts'

const shortcutLines = [
  { keys: ['j', 'k'], does: 'Next and previous session' },
  { keys: ['Enter'], does: 'Open the session' },
  { keys: ['/'], does: 'Filter' },
  { keys: ['e'], does: 'Only sessions with errors' },
  { keys: ['n'], does: 'Show new sessions' },
  { keys: ['?'], does: 'This help' },
]

export function SessionListPage({ sessions }: { sessions: Sessions }): ReactNode {
  const { state, reload, loadMore, showFresh } = sessions
  const [text, setText] = useState('')
  const [errorsOnly, setErrorsOnly] = useState(false)
  const [isHelpShown, setHelpShown] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const now = useNow()
  const rows = useRef<HTMLUListElement>(null)
  const filter = { text: useDeferredValue(text), errorsOnly }
  const found = state.name === 'loaded' ? filterSessions(state.sessions, filter) : []
  const fresh = state.name === 'loaded' ? freshOf(state).length : 0

  useEffect(() => {
    document.title = 'Sessions · Playhead'
  }, [])
  useShortcuts({
    j: () => moveFocus(rows.current, 1),
    k: () => moveFocus(rows.current, -1),
    ArrowDown: () => moveFocus(rows.current, 1),
    ArrowUp: () => moveFocus(rows.current, -1),
    e: () => setErrorsOnly((on) => !on),
    n: showFresh,
    '/': () => search.current?.focus(),
    '?': () => setHelpShown(true),
  })

  return (
    <div className="list-page">
      <PageHeader
        current="list"
        title="Sessions"
        tools={
          <ListToolbar
            ref={search}
            text={text}
            errorsOnly={errorsOnly}
            onText={setText}
            onErrorsOnly={setErrorsOnly}
            onLeave={() => moveFocus(rows.current, 1)}
          />
        }
        actions={
          <button
            type="button"
            className="icon-button"
            aria-label="Keyboard shortcuts"
            title="Keyboard shortcuts (?)"
            onClick={() => setHelpShown(true)}
          >
            <Icon name="help" />
          </button>
        }
      />
      <main>
        <div className="list-status">
          <p role="status">{toStatus(found.length)}</p>
          {fresh > 0 ? (
            <button
              type="button"
              className="button button-primary button-small"
              onClick={showFresh}
            >
              Show {count(fresh, 'new session')}
            </button>
          ) : null}
          {state.name === 'loaded' ? <StorageNotice /> : null}
        </div>
        {toBody()}
      </main>
      {isHelpShown ? (
        <ShortcutHelp lines={shortcutLines} onClose={() => setHelpShown(false)} />
      ) : null}
    </div>
  )

  function toBody(): ReactNode {
    if (state.name === 'loading') return <LoadingRows />
    if (state.name === 'failed') return <Failure error={state.error} onRetry={reload} />
    if (state.sessions.length === 0) return <EmptyList />
    return (
      <>
        {found.length > 0 ? <SessionRowHead /> : null}
        <ul className="session-rows" ref={rows} aria-label="Sessions, the newest first">
          {found.map((session) => (
            <SessionRow key={session.id} session={session} now={now} />
          ))}
        </ul>
        <ListFoot list={state} found={found.length} onMore={loadMore} onClear={clearFilter} />
      </>
    )
  }

  function toStatus(found: number): string {
    if (state.name === 'loading') return 'Loading'
    if (state.name === 'failed' || state.sessions.length === 0) return ''
    const all = count(state.sessions.length, 'session')
    const loaded = state.nextCursor === null ? all : `the newest ${all}`
    const shown = found < state.sessions.length ? `${found} of ${loaded}` : loaded
    return state.stale ? `${shown} · not up to date: ${state.stale.message}` : shown
  }

  function clearFilter(): void {
    setText('')
    setErrorsOnly(false)
  }
}

/** Focuses the row after or before the focused one; the first if none is. */
function moveFocus(list: HTMLElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('a') ?? [])]
  const index = links.findIndex((link) => link === document.activeElement)
  const next = index < 0 ? 0 : Math.min(Math.max(index + by, 0), links.length - 1)
  links[next]?.focus()
}
