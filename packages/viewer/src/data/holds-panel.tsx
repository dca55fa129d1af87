import type { LegalHold } from '@playhead/protocol'
import { type ReactNode, useState } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Link } from '../app/link.tsx'
import { toSessionPath } from '../app/route.ts'
import { formatAbsolute } from '../format/format-time.ts'
import { Answered, Panel } from '../ui/panel.tsx'
import type { AnswerHandle } from '../ui/use-answer.ts'
import { HoldForm } from './hold-form.tsx'
import { ReleaseDialog } from './release-dialog.tsx'

export interface HoldsPanelProps {
  holds: AnswerHandle<LegalHold[]>
  onChanged: () => void
}

/** What nothing may erase, and why. */
export function HoldsPanel({ holds, onChanged }: HoldsPanelProps): ReactNode {
  const { may } = useEnvironment()
  const [releasing, setReleasing] = useState<LegalHold | null>(null)

  return (
    <Panel title="Legal holds">
      <p className="muted">
        A hold keeps a session, or every session of a user, from retention, budget and erasing, for
        as long as it stands.
      </p>
      {may('configure') ? (
        <>
          <Answered handle={holds} lines={2}>
            {(holds) => <HoldList holds={holds} onRelease={setReleasing} />}
          </Answered>
          <HoldForm onPlaced={onChanged} />
        </>
      ) : (
        <p className="muted">
          Seeing and placing holds needs the right <code>configure</code>, which{' '}
          <code>authorize</code> gives.
        </p>
      )}
      {releasing ? (
        <ReleaseDialog
          hold={releasing}
          onClose={() => setReleasing(null)}
          onReleased={() => {
            setReleasing(null)
            onChanged()
          }}
        />
      ) : null}
    </Panel>
  )
}

function HoldList({
  holds,
  onRelease,
}: {
  holds: readonly LegalHold[]
  onRelease: (hold: LegalHold) => void
}): ReactNode {
  if (holds.length === 0) return <p className="notice">Nothing is on hold.</p>
  return (
    <ul className="hold-list" aria-label="Holds, the oldest first">
      {holds.map((hold) => (
        <li key={hold.id}>
          <div>
            <p>
              <HoldSubject hold={hold} />
            </p>
            <p>{hold.reason}</p>
            <p className="muted">
              by {hold.by}, {formatAbsolute(hold.at)}
            </p>
          </div>
          <button type="button" className="button button-small" onClick={() => onRelease(hold)}>
            Release…
          </button>
        </li>
      ))}
    </ul>
  )
}

/** What a hold is on. */
function HoldSubject({ hold: { on } }: { hold: LegalHold }): ReactNode {
  const { basePath } = useEnvironment()
  if ('user' in on) return <b>All sessions of {on.user}</b>
  return (
    <b>
      Session{' '}
      <Link href={toSessionPath(basePath, on.session)}>
        <code>{on.session.slice(0, 8)}…</code>
      </Link>
    </b>
  )
}
