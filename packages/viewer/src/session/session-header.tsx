import type { SessionSummary } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Link } from '../app/link.tsx'
import { toListPath } from '../app/route.ts'
import { toBrowserName } from '../format/browser-name.ts'
import { count } from '../format/count.ts'
import { formatSpan } from '../format/format-duration.ts'
import { formatAbsolute, formatAgo } from '../format/format-time.ts'
import { Icon } from '../ui/icon.tsx'
import { ThemeButton } from '../ui/theme-button.tsx'
import { useNow } from '../ui/use-now.ts'

export interface SessionHeaderProps {
  /** null until it is known. */
  session: SessionSummary | null
  /** Recorded ms that have arrived since this page looked. */
  newerMs: number
  onLoadNewer: () => void
}

export function SessionHeader({ session, newerMs, onLoadNewer }: SessionHeaderProps): ReactNode {
  const { basePath, isAlone } = useEnvironment()
  return (
    <header className="session-header">
      {isAlone ? null : (
        <Link className="back-link" href={toListPath(basePath)} title="All sessions (l)">
          <Icon name="back" />
          <span>Sessions</span>
        </Link>
      )}
      {session ? <Title session={session} /> : <span className="session-title" />}
      {newerMs > 0 ? (
        <button type="button" className="button button-primary button-small" onClick={onLoadNewer}>
          <Icon name="refresh" />
          Load {formatSpan(newerMs)} more
        </button>
      ) : null}
      <ThemeButton />
    </header>
  )
}

function Title({ session }: { session: SessionSummary }): ReactNode {
  const now = useNow()
  const { user, startedAt, userAgent, release, errors } = session
  return (
    <div className="session-title">
      <h1>{user ?? 'Anonymous visitor'}</h1>
      <ul>
        <li title={formatAbsolute(startedAt)}>{formatAgo(startedAt, now)}</li>
        {errors > 0 ? <li className="title-errors">{count(errors, 'error')}</li> : null}
        <li className="wide-only">{toBrowserName(userAgent) ?? 'Unknown browser'}</li>
        {release === null ? null : <li className="wide-only">{release}</li>}
      </ul>
    </div>
  )
}
