import type { SamplingEvent, SessionTimeline } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'

/** Why the session is recorded: every reason for and against it, as `why()` told. */
export function Gates({ timeline }: { timeline: SessionTimeline | null }): ReactNode {
  const last = timeline?.events.findLast((event) => event.type === 'sampling')
  if (last?.type !== 'sampling') return null
  return <GateList gates={last.gates} />
}

function GateList({ gates }: { gates: SamplingEvent['gates'] }): ReactNode {
  return (
    <section aria-labelledby="why-recorded">
      <h3 id="why-recorded">Why it was recorded</h3>
      <ul className="gates">
        {gates.map(({ gate, passes, reason }) => (
          <li key={gate} data-passes={passes}>
            <Icon name={passes ? 'check' : 'close'} />
            <span>
              <b>{gate}</b>
              <span className="visually-hidden">{passes ? ' for it' : ' against it'}</span>
              <span>{reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
