import type { PrivacyWarning } from '@playhead/protocol'
import { type ReactNode, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Link } from '../app/link.tsx'
import { toSessionPath } from '../app/route.ts'
import { count } from '../format/count.ts'
import { formatAbsolute } from '../format/format-time.ts'
import { Answered, Panel } from '../ui/panel.tsx'
import type { AnswerHandle } from '../ui/use-answer.ts'

const first = 8

/** What pages sent in clear and the server took out, over all sessions: where a marker is missing. */
export function WarningsPanel({
  warnings,
}: {
  warnings: AnswerHandle<PrivacyWarning[]>
}): ReactNode {
  return (
    <Panel title="Not masked in the page">
      <Answered handle={warnings} lines={2}>
        {(warnings) =>
          warnings.length === 0 ? (
            <p className="muted">
              Nothing. The server looks at all that arrives for card numbers, mail addresses and the
              like; what a page did not mask it takes out, counts, and names here.
            </p>
          ) : (
            <WarningTable warnings={warnings} />
          )
        }
      </Answered>
    </Panel>
  )
}

function WarningTable({ warnings }: { warnings: readonly PrivacyWarning[] }): ReactNode {
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? warnings : warnings.slice(0, first)
  return (
    <>
      <p className="notice" data-tone="warning">
        This looked personal and was not masked. The server took it out before it was stored. Mark
        the place with <code>data-pii</code>, so that it does not leave the page again.
      </p>
      <table role="table" className="plain-table warning-table">
        <thead>
          <tr role="row">
            <th role="columnheader" scope="col">
              Page
            </th>
            <th role="columnheader" scope="col">
              In
            </th>
            <th role="columnheader" scope="col">
              Looks like
            </th>
            <th role="columnheader" scope="col">
              Caught
            </th>
            <th role="columnheader" scope="col">
              Last
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((warning) => (
            <WarningRow
              key={`${warning.page} ${warning.channel} ${warning.detector}`}
              warning={warning}
            />
          ))}
        </tbody>
      </table>
      <p className="muted">Of the 200 sessions in which something was caught last.</p>
      {shown.length < warnings.length ? (
        <div className="form-actions">
          <button type="button" className="button button-small" onClick={() => setIsWhole(true)}>
            Show all {warnings.length}
          </button>
        </div>
      ) : null}
    </>
  )
}

function WarningRow({ warning }: { warning: PrivacyWarning }): ReactNode {
  const { basePath } = useEnvironment()
  const { page, channel, detector, sessions, lastAt, lastSession } = warning
  const when = formatAbsolute(lastAt)
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {page ?? 'Not known'}
      </th>
      <td role="cell">{channel}</td>
      <td role="cell">{detector}</td>
      <td role="cell">
        {count(warning.count, 'time')} in {count(sessions, 'session')}
      </td>
      <td role="cell">
        {lastSession === null ? (
          when
        ) : (
          <Link
            href={toSessionPath(basePath, lastSession, { at: lastAt })}
            aria-label={`Session of ${when}, where it was caught last`}
          >
            {when}
          </Link>
        )}
      </td>
    </tr>
  )
}
