import type { Player } from '@playhead/player'
import { type ReactNode, useCallback } from 'react'
import { useEnvironment } from '../app/environment.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Answered } from '../ui/panel.tsx'
import { useAnswer } from '../ui/use-answer.ts'
import { ShareForm } from './share-form.tsx'
import { ShareList } from './share-list.tsx'

export interface ShareDialogProps {
  player: Player | null
  session: string
  onClose: () => void
}

/** Links for people without an account: they see this session's player, and nothing else. */
export function ShareDialog({ player, session, onClose }: ShareDialogProps): ReactNode {
  const { client } = useEnvironment()
  const shares = useAnswer(
    useCallback((signal: AbortSignal) => client.listShares(session, { signal }), [client, session]),
  )
  return (
    <Dialog title="Share this session" onClose={onClose}>
      <p>
        Whoever has the link sees this recording until the link expires or is revoked: no other
        session, and no right beyond watching. Every opening is in the audit log.
      </p>
      <ShareForm player={player} session={session} onCreated={shares.reload} />
      <section aria-labelledby="links-made">
        <h3 id="links-made">Links made so far</h3>
        <Answered handle={shares} lines={2}>
          {(links) => <ShareList links={links} onRevoked={shares.reload} />}
        </Answered>
      </section>
    </Dialog>
  )
}
