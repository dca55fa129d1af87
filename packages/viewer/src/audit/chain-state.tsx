import type { AuditVerification } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { count } from '../format/count.ts'
import { Icon } from '../ui/icon.tsx'
import type { AnswerHandle } from '../ui/use-answer.ts'

/** Whether every entry still follows from the one before it. */
export function ChainState({
  verification: { answer, reload },
}: {
  verification: AnswerHandle<AuditVerification>
}): ReactNode {
  switch (answer.name) {
    case 'loading':
      return (
        <p className="chain-state" role="status">
          Checking the log…
        </p>
      )
    case 'failed':
      return (
        <p className="chain-state" role="status">
          <span>The log could not be checked. {answer.error.message}</span>
          <button type="button" className="link-button" onClick={reload}>
            Try again
          </button>
        </p>
      )
    case 'loaded':
      return <Verified verification={answer.value} onCheck={reload} />
  }
}

function Verified({
  verification: { entries, problem, head },
  onCheck,
}: {
  verification: AuditVerification
  onCheck: () => void
}): ReactNode {
  if (problem) {
    return (
      <p className="chain-state" role="alert" data-tone="error">
        <Icon name="warning" />
        <span>
          The log was changed: entry {problem.number}, {problem.what}. Only the{' '}
          {count(entries, 'entry', 'entries')} before it can be relied on. Compare it with a backup
          before you go on.
        </span>
      </p>
    )
  }
  return (
    <p className="chain-state" role="status" data-tone="good">
      <Icon name="check" />
      <span>
        {count(entries, 'entry', 'entries')}, each as it was written.
        {head ? (
          <>
            {' '}
            Last: {head.number}, <code title={head.hash}>{head.hash.slice(0, 12)}…</code>
          </>
        ) : null}
      </span>
      <button type="button" className="link-button" onClick={onCheck}>
        Check again
      </button>
    </p>
  )
}
