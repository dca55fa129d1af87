import type { ReactNode, Ref } from 'react'
import { Icon } from '../ui/icon.tsx'

export interface ListToolbarProps {
  ref: Ref<HTMLInputElement>
  text: string
  errorsOnly: boolean
  onText: (text: string) => void
  onErrorsOnly: (on: boolean) => void
  /** The keyboard goes on to the rows. */
  onLeave: () => void
}

export function ListToolbar(props: ListToolbarProps): ReactNode {
  const { ref, text, errorsOnly, onText, onErrorsOnly, onLeave } = props
  return (
    <search className="list-toolbar">
      <label className="search-field">
        <Icon name="search" />
        <span className="visually-hidden">Filter sessions by user, page, release or browser</span>
        <input
          ref={ref}
          type="search"
          value={text}
          placeholder="User, page, release, browser"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onText('')
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
            event.preventDefault()
            onLeave()
          }}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <button
        type="button"
        className="chip"
        aria-pressed={errorsOnly}
        onClick={() => onErrorsOnly(!errorsOnly)}
      >
        <Icon name="error" />
        Errors only
      </button>
    </search>
  )
}
