import type { StorageReport } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Link } from '../app/link.tsx'
import { toSessionPath } from '../app/route.ts'
import { count } from '../format/count.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { formatUntil } from '../format/format-keep.ts'
import { formatAbsolute } from '../format/format-time.ts'
import { Answered, Panel } from '../ui/panel.tsx'
import type { AnswerHandle } from '../ui/use-answer.ts'
import { useNow } from '../ui/use-now.ts'
import { shareUsed, toFullness } from './storage-share.ts'

/** How much is kept, and when the budget begins to take the oldest. */
export function StoragePanel({ storage }: { storage: AnswerHandle<StorageReport> }): ReactNode {
  return (
    <Panel title="Storage">
      <Answered handle={storage} lines={4}>
        {(report) => <Storage report={report} />}
      </Answered>
    </Panel>
  )
}

function Storage({ report }: { report: StorageReport }): ReactNode {
  const { sessions, usedBytes, budgetBytes } = report
  const share = shareUsed(report)
  return (
    <>
      <p className="storage-figure">
        <b>{formatBytes(usedBytes)}</b>
        {budgetBytes === null ? '' : ` of ${formatBytes(budgetBytes)}`}
        <span className="muted"> in {count(sessions, 'session')}</span>
      </p>
      {share === null ? null : (
        <div
          className="storage-meter"
          role="meter"
          aria-label="Budget used"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.min(Math.round(share * 100), 100)}
          aria-valuetext={`${Math.round(share * 100)} % of the budget`}
          data-fullness={toFullness(share)}
        >
          <span style={{ width: `${Math.min(share, 1) * 100}%` }} />
        </div>
      )}
      <Outlook report={report} share={share} />
      <Next report={report} />
    </>
  )
}

/** What the figures mean. */
function Outlook({ report, share }: { report: StorageReport; share: number | null }): ReactNode {
  const now = useNow()
  const { fullAt } = report
  if (share === null) {
    return (
      <p className="muted">
        There is no budget, so only retention makes room. Give <code>retention.maxBytes</code> to{' '}
        <code>createReplayServer</code>, and the oldest sessions go before the disk is full.
      </p>
    )
  }
  if (share >= 1) {
    return (
      <p className="notice" data-tone="warning">
        The budget is used up: each new session takes the place of the oldest that no hold keeps.
        Raise <code>retention.maxBytes</code>, keep sessions shorter, or erase what is not needed.
      </p>
    )
  }
  const pace =
    fullAt === null ? (
      'At the pace of the last day it does not fill up.'
    ) : (
      <>
        At the pace of the last day it is used up{' '}
        <span title={formatAbsolute(fullAt)}>{formatUntil(fullAt, now)}</span>; then the oldest
        sessions go.
      </>
    )
  if (toFullness(share) === 'plain') return <p className="muted">{pace}</p>
  return (
    <p className="notice" data-tone="warning">
      {Math.round(share * 100)} % of the budget is used. {pace}
    </p>
  )
}

function Next({ report: { next } }: { report: StorageReport }): ReactNode {
  const { basePath } = useEnvironment()
  const now = useNow()
  if (!next) return <p className="muted">No session is due to go.</p>
  const why = next.why === 'retention' ? 'its time is over' : 'room is needed'
  return (
    <p className="muted">
      Goes next:{' '}
      <Link href={toSessionPath(basePath, next.session)}>
        <code>{next.session.slice(0, 8)}…</code>
      </Link>
      , as {why},{' '}
      {next.at === null ? (
        'once more is recorded'
      ) : (
        <span title={formatAbsolute(next.at)}>{formatUntil(next.at, now)}</span>
      )}
      .
    </p>
  )
}
