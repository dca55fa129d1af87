import { createQueryClient } from '@playhead/player'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { SessionListPage } from '../list/session-list-page.tsx'
import { useSessions } from '../list/use-sessions.ts'
import { HelpMessage } from '../ui/help-message.tsx'
import { EnvironmentContext } from './environment.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { useAddress } from './history.ts'
import { Link } from './link.tsx'
import { isSharePath, parseRoute, type Route, toListPath } from './route.ts'
import { useAccess } from './use-access.ts'

/** The list needs none of what rebuilds a page, which is most of the viewer's bytes. */
const SessionPage = lazy(() => import('../session/session-page.tsx'))
const AuditPage = lazy(() => import('../audit/audit-page.tsx'))
const DataPage = lazy(() => import('../data/data-page.tsx'))

export interface AppProps {
  /** Where the replay handler is mounted, such as `/api/replay`; empty for the root. */
  basePath: string
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch
}

const pageFetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init)

export function App({ basePath, fetch = pageFetch }: AppProps): ReactNode {
  const client = useMemo(() => createQueryClient({ basePath, fetch }), [basePath, fetch])
  const isAlone = isSharePath(basePath)
  const access = useAccess(isAlone ? null : client)
  const environment = useMemo(
    () => ({ basePath, fetch, client, isAlone, hasRemarks: !isAlone, ...access }),
    [basePath, fetch, client, isAlone, access],
  )
  const address = useAddress()
  const route = useMemo(
    () => parseRoute(new URL(address, location.origin), basePath),
    [address, basePath],
  )
  // Kept here, so that coming back from a session finds the list as it was left.
  const sessions = useSessions(client, { isShown: route.name === 'list' && !isAlone })

  return (
    <EnvironmentContext value={environment}>
      <ErrorBoundary key={route.name}>
        <Suspense fallback={null}>{toPage(route)}</Suspense>
      </ErrorBoundary>
    </EnvironmentContext>
  )

  function toPage(route: Route): ReactNode {
    if (isAlone && route.name !== 'session') return <LostLink />
    switch (route.name) {
      case 'list':
        return <SessionListPage sessions={sessions} />
      case 'session':
        return (
          <SessionPage
            key={route.session}
            session={route.session}
            moment={route.moment}
            onErased={() => sessions.forget(route.session)}
          />
        )
      case 'data':
        return <DataPage onErased={(gone) => gone.forEach(sessions.forget)} />
      case 'audit':
        return <AuditPage />
      case 'unknown':
        return (
          <HelpMessage title="There is nothing at this address">
            <p>
              The link may have been cut off: a session’s address ends in 32 letters and digits.
            </p>
            <Link className="button" href={toListPath(basePath)}>
              All sessions
            </Link>
          </HelpMessage>
        )
    }
  }
}

function LostLink(): ReactNode {
  return (
    <HelpMessage title="This link shows one recording">
      <p>Open the link again as it was given to you: it leads to the recording by itself.</p>
    </HelpMessage>
  )
}
