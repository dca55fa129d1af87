import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'

/** What stands beside the player: its timeline, or what is known of the session. */
export function SidePanel({
  timeline,
  facts,
}: {
  timeline: ReactNode
  facts: ReactNode
}): ReactNode {
  const [shown, setShown] = useState<'timeline' | 'facts'>('timeline')
  const id = useId()

  function toTab(name: typeof shown, label: string): ReactNode {
    return (
      <button
        type="button"
        role="tab"
        id={`${id}${name}`}
        aria-controls={`${id}panel`}
        aria-selected={shown === name}
        tabIndex={shown === name ? 0 : -1}
        onClick={() => setShown(name)}
      >
        {label}
      </button>
    )
  }

  function change(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const next = shown === 'timeline' ? 'facts' : 'timeline'
    setShown(next)
    document.getElementById(`${id}${next}`)?.focus()
  }

  return (
    <aside className="side-panel" aria-label="About this session">
      <div className="side-tabs" role="tablist" aria-label="About this session" onKeyDown={change}>
        {toTab('timeline', 'Timeline')}
        {toTab('facts', 'Session')}
      </div>
      <div
        className="side-body"
        role="tabpanel"
        id={`${id}panel`}
        aria-labelledby={`${id}${shown}`}
      >
        {shown === 'timeline' ? timeline : facts}
      </div>
    </aside>
  )
}
