import type { ReactNode } from 'react'
import { Dialog } from './dialog.tsx'

export interface ShortcutLine {
  /** As they stand on the keys. */
  keys: readonly string[]
  does: string
}

export function ShortcutHelp({
  lines,
  onClose,
}: {
  lines: readonly ShortcutLine[]
  onClose: () => void
}): ReactNode {
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <dl className="shortcuts">
        {lines.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
