import type { Player } from '@playhead/player'
import type { ReactNode } from 'react'
import { NoteDialog } from '../notes/note-dialog.tsx'
import { ShortcutHelp } from '../ui/shortcut-help.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { shortcutLines } from './shortcut-lines.ts'

export type WorkspaceDialog = 'none' | 'help' | 'note' | 'share' | 'hold' | 'erase'

export interface WorkspaceDialogsProps {
  dialog: WorkspaceDialog
  player: Player | null
  session: string
  onNoted: () => void
  onHeld: () => void
  onErased: () => void
  onClose: () => void
}

/** The dialog that is open, if one is. */
export function WorkspaceDialogs(props: WorkspaceDialogsProps): ReactNode {
  const { dialog, player, session, onNoted, onHeld, onErased, onClose } = props
  switch (dialog) {
    case 'none':
      return null
    case 'help':
      return <ShortcutHelp lines={shortcutLines} onClose={onClose} />
    case 'note':
      return player ? (
        <NoteDialog
          session={session}
          at={player.getState().at}
          startedAt={player.getState().startedAt}
          onWritten={() => {
            onNoted()
            onClose()
          }}
          onClose={onClose}
        />
      ) : null
    case 'share':
      return <ShareDialog player={player} session={session} onClose={onClose} />
    case 'hold':
      return <HoldDialog session={session} onPlaced={onHeld} onClose={onClose} />
    case 'erase':
      return <EraseDialog session={session} onErased={onErased} onClose={onClose} />
  }
}
