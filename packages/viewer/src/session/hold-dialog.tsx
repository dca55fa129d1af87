import type { LegalHold } from '@playhead/protocol'
import { type ReactNode, useState } from 'react'
import { HoldForm } from '../data/hold-form.tsx'
import { Dialog } from '../ui/dialog.tsx'

export interface HoldDialogProps {
  session: string
  onPlaced: () => void
  onClose: () => void
}

/** Keeps this session from being erased, by anything or anybody, until the hold is released. */
export function HoldDialog({ session, onPlaced, onClose }: HoldDialogProps): ReactNode {
  const [placed, setPlaced] = useState<LegalHold | null>(null)
  return (
    <Dialog title="Hold this session" onClose={onClose}>
      {placed ? (
        <>
          <p role="status">
            The hold stands: “{placed.reason}”. The page “Data” lists it, and there it is released.
          </p>
          <div className="dialog-actions">
            <button type="button" className="button button-primary" onClick={onClose}>
              Done
            </button>
          </div>
        </>
      ) : (
        <>
          <p>
            Neither retention nor the budget takes it, and nobody can erase it, for as long as the
            hold stands.
          </p>
          <HoldForm
            session={session}
            onPlaced={(hold) => {
              setPlaced(hold)
              onPlaced()
            }}
          />
        </>
      )}
    </Dialog>
  )
}
