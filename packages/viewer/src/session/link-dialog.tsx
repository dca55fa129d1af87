import type { ReactNode } from 'react'
import { Dialog } from '../ui/dialog.tsx'

/** The link to copy by hand, where the browser gives no access to the clipboard. */
export function LinkDialog({ link, onClose }: { link: string; onClose: () => void }): ReactNode {
  return (
    <Dialog title="Link to this moment" onClose={onClose}>
      <p>This browser does not let the page copy for you, as on plain http. Copy it from here:</p>
      <input
        className="text-field"
        aria-label="Link to this moment"
        readOnly
        value={link}
        onFocus={(event) => event.target.select()}
      />
    </Dialog>
  )
}
