import type { ErasureSelection } from '@playhead/player'
import { type ReactNode, useId } from 'react'

type SelectionKind = 'user' | 'session' | 'url' | 'time'

/** What has been filled in so far. */
export interface SelectionDraft {
  by: SelectionKind
  text: string
  /** As `datetime-local` gives it, in the time zone of whoever looks. */
  from: string
  to: string
}

export const emptyDraft: SelectionDraft = { by: 'user', text: '', from: '', to: '' }

interface Words {
  label: string
  field: string
  placeholder: string
  hint: string
}

const words: Readonly<Record<SelectionKind, Words>> = {
  user: {
    label: 'User',
    field: 'User id',
    placeholder: 'ana@example.com',
    hint: 'As given to identify(); every session that named this user.',
  },
  session: {
    label: 'Session',
    field: 'Session id',
    placeholder: '32 letters and digits',
    hint: 'It is in the session’s address, and among its facts.',
  },
  url: {
    label: 'Page',
    field: 'Page pattern',
    placeholder: '/checkout/*',
    hint: 'Every session that visited a fitting page. * stands for anything; a pattern that begins with / is a path.',
  },
  time: {
    label: 'Time',
    field: 'Time range',
    placeholder: '',
    hint: 'Every session of which any part lies between the two, in your time zone.',
  },
}

export interface SelectionFieldsProps {
  draft: SelectionDraft
  kinds: readonly SelectionKind[]
  onChange: (draft: SelectionDraft) => void
}

/** Says which sessions are meant. */
export function SelectionFields({ draft, kinds, onChange }: SelectionFieldsProps): ReactNode {
  const id = useId()
  const { by, text, from, to } = draft
  const { field, placeholder, hint } = words[by]

  return (
    <>
      <div className="field-row">
        <label className="field field-narrow">
          <span>By</span>
          <select
            value={by}
            aria-describedby={id}
            onChange={(event) => {
              const next = kinds.find((kind) => kind === event.target.value)
              if (next) onChange({ ...draft, by: next, text: '' })
            }}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {words[kind].label}
              </option>
            ))}
          </select>
        </label>
        {by === 'time' ? (
          <>
            <TimeField
              label="From"
              value={from}
              onChange={(from) => onChange({ ...draft, from })}
            />
            <TimeField label="To" value={to} onChange={(to) => onChange({ ...draft, to })} />
          </>
        ) : (
          <label className="field">
            <span>{field}</span>
            <input
              required
              value={text}
              placeholder={placeholder}
              autoComplete="off"
              spellCheck={false}
              aria-describedby={id}
              onChange={(event) => onChange({ ...draft, text: event.target.value })}
            />
          </label>
        )}
      </div>
      <p className="field-hint" id={id}>
        {hint}
      </p>
    </>
  )
}

function TimeField(props: {
  label: string
  value: string
  onChange: (value: string) => void
}): ReactNode {
  return (
    <label className="field">
      <span>{props.label}</span>
      <input
        required
        type="datetime-local"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  )
}

/** null if something is missing. */
export function toSelection({ by, text, from, to }: SelectionDraft): ErasureSelection | null {
  const value = text.trim()
  switch (by) {
    case 'user':
      return value === '' ? null : { user: value }
    case 'session':
      return value === '' ? null : { session: value }
    case 'url':
      return value === '' ? null : { url: value }
    case 'time': {
      const range = { from: Date.parse(from), to: Date.parse(to) }
      return Number.isFinite(range.from) && Number.isFinite(range.to) ? range : null
    }
  }
}
