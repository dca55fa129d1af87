import type { PrivacyWarning } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { count } from '../format/count.ts'

/** What the page sent in clear and the server took out: something there still needs a marker. */
export function PrivacyNotice({ warnings }: { warnings: readonly PrivacyWarning[] }): ReactNode {
  if (warnings.length === 0) return null
  return (
    <section className="notice" aria-label="Privacy" data-tone="warning">
      <p>
        The server took out what looks personal and was not masked in the page. It was never stored.
        Mark the place with <code>data-pii</code>, so that it does not leave the page again:
      </p>
      <ul className="notice-list">
        {warnings.map(({ page, channel, detector, count: times }) => (
          <li key={`${page} ${channel} ${detector}`}>
            <b>{page ?? 'A page that is not known'}</b>, {channel}: {detector},{' '}
            {count(times, 'time')}
          </li>
        ))}
      </ul>
    </section>
  )
}
