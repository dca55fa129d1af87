import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'

export interface SideTab {
  name: string
  label: string
  content: ReactNode
}

/** What stands beside the player, one at a time: the timeline, the notes, what is known of the session. */
export function SidePanel({ tabs }: { tabs: readonly SideTab[] }): ReactNode {
  const [chosen, setChosen] = useState('')
  const id = useId()
  const shown = tabs.find(({ name }) => name === chosen) ?? tabs[0]
  if (!shown) return null

  function change(event: KeyboardEvent<HTMLElement>): void {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    const next = shown && by !== 0 ? tabs.at((tabs.indexOf(shown) + by) % tabs.length) : undefined
    if (!next) return
    event.preventDefault()
    setChosen(next.name)
    document.getElementById(`${id}${next.name}`)?.focus()
  }

  return (
    <aside className="side-panel" aria-label="About this session">
      <div className="side-tabs" role="tablist" aria-label="About this session" onKeyDown={change}>
        {tabs.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}${name}`}
            aria-controls={`${id}panel`}
            aria-selected={name === shown.name}
            tabIndex={name === shown.name ? 0 : -1}
            onClick={() => setChosen(name)}
          >
            {label}
          </button>
        ))}
      </div>
      <div
        className="side-body"
        role="tabpanel"
        id={`${id}panel`}
        aria-labelledby={`${id}${shown.name}`}
      >
        {shown.content}
      </div>
    </aside>
  )
}
