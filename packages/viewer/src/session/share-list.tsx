import type { ShareLink } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { formatSpan } from '../format/format-duration.ts'
import { formatUntil } from '../format/format-keep.ts'
import { formatAbsolute } from '../format/format-time.ts'
import { TaskFailure } from '../ui/task-failure.tsx'
import { useNow } from '../ui/use-now.ts'
import { useTask } from '../ui/use-task.ts'

export interface ShareListProps {
  links: readonly ShareLink[]
  onRevoked: () => void
}

export function ShareList({ links, onRevoked }: ShareListProps): ReactNode {
  const { client } = useEnvironment()
  const now = useNow()
  const { state, start } = useTask<void>()
  if (links.length === 0) return <p>There is none.</p>
  return (
    <>
      <ul className="hold-list" aria-label="Links, the newest first">
        {links.map((link) => (
          <li key={link.id}>
            <div>
              <p>{toPart(link)}</p>
              <p className="muted">
                by {link.createdBy}, {formatAbsolute(link.createdAt)}
              </p>
              <p>{toLife(link, now)}</p>
            </div>
            {isOpen(link, now) ? (
              <button
                type="button"
                className="button button-small button-danger"
                aria-disabled={state.name === 'running'}
                onClick={() =>
                  start(async () => {
                    await client.revokeShare(link)
                    onRevoked()
                  })
                }
              >
                Revoke
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {state.name === 'failed' ? (
        <TaskFailure error={state.error} what="The link still opens." right="share" />
      ) : null}
    </>
  )
}

function isOpen({ revokedAt, expiresAt }: ShareLink, now: number): boolean {
  return revokedAt === null && expiresAt > now
}

function toPart({ from, to }: ShareLink): string {
  return from === null || to === null
    ? 'The whole session'
    : `${formatSpan(to - from)}, from ${formatAbsolute(from)}`
}

function toLife(link: ShareLink, now: number): string {
  if (link.revokedAt !== null) return `Revoked ${formatAbsolute(link.revokedAt)}`
  if (!isOpen(link, now)) return 'Expired'
  return `Expires ${formatUntil(link.expiresAt, now)}`
}
