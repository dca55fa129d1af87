import type { SessionSummary } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Link } from '../app/link.tsx'
import { toSessionPath } from '../app/route.ts'
import { toBrowserName } from '../format/browser-name.ts'
import { count } from '../format/count.ts'
import { formatSpan } from '../format/format-duration.ts'
import { formatAbsolute, formatAgo, formatClock } from '../format/format-time.ts'
import { toShortUrl } from '../format/short-url.ts'
import { Icon } from '../ui/icon.tsx'

/** A page that is still open sends at least every few seconds. */
const liveWithinMs = 30_000

/** The columns' names. Each row says its figures in full, so a screen reader needs none of them. */
export function SessionRowHead(): ReactNode {
  return (
    <div className="session-head" aria-hidden="true">
      <span>Entry page</span>
      <span>User</span>
      <span>Started</span>
      <span className="figure">Length</span>
      <span className="figure">Errors</span>
      <span className="figure">Clicks</span>
      <span className="figure">Pages</span>
      <span>Browser</span>
      <span>Release</span>
    </div>
  )
}

export function SessionRow({ session, now }: { session: SessionSummary; now: number }): ReactNode {
  const { basePath } = useEnvironment()
  const { id, startedAt, endedAt, entryUrl, errors, clicks, pages, user, release } = session
  return (
    <li>
      <Link className="session-row" href={toSessionPath(basePath, id)} data-errors={errors > 0}>
        <span className="cell-page" title={entryUrl ?? undefined}>
          <b>{entryUrl === null ? 'No page seen' : toShortUrl(entryUrl, location.host)}</b>
          {now - endedAt < liveWithinMs ? <span className="live">live</span> : null}
        </span>
        <span className="cell-user" data-unknown={user === null}>
          {user ?? 'Anonymous'}
        </span>
        <time
          className="cell-started"
          dateTime={new Date(startedAt).toISOString()}
          title={formatAbsolute(startedAt)}
        >
          <span>{formatAgo(startedAt, now)}</span>
          <small>{formatClock(startedAt, now)}</small>
        </time>
        <span className="cell-length figure">
          <span className="visually-hidden">Lasted </span>
          {formatSpan(endedAt - startedAt)}
        </span>
        <span className="cell-errors figure" data-none={errors === 0}>
          {errors > 0 ? <Icon name="error" /> : null}
          <Figure number={errors} unit="error" />
        </span>
        <span className="cell-clicks figure" data-none={clicks === 0}>
          <Figure number={clicks} unit="click" />
        </span>
        <span className="cell-pages figure" data-none={pages === 0}>
          <Figure number={pages} unit="page" />
        </span>
        <span className="cell-browser">
          {toBrowserName(session.userAgent) ?? 'Unknown browser'}
        </span>
        <span className="cell-release" title={release ?? undefined}>
          {release === null ? '' : <code>{release}</code>}
        </span>
      </Link>
    </li>
  )
}

/** The unit is drawn only where there are no columns. */
function Figure({ number, unit }: { number: number; unit: string }): ReactNode {
  return (
    <>
      <span aria-hidden="true">{number}</span>
      <span className="figure-unit" aria-hidden="true">
        {' '}
        {count(number, unit).slice(String(number).length + 1)}
      </span>
      <span className="visually-hidden">{count(number, unit)}</span>
    </>
  )
}
