import { auditActions } from '@playhead/protocol'
import type { ReactNode, Ref } from 'react'
import { type AuditDraft, emptyDraft, isEmpty } from './audit-draft.ts'
import { actionWords } from './audit-words.ts'

export interface AuditFilterProps {
  ref: Ref<HTMLInputElement>
  draft: AuditDraft
  onChange: (draft: AuditDraft) => void
}

/** Chooses among the entries. The server does, so that it finds what has not been read yet. */
export function AuditFilter({ ref, draft, onChange }: AuditFilterProps): ReactNode {
  const field = (name: 'actor' | 'session' | 'from' | 'to') => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) =>
      onChange({ ...draft, [name]: event.target.value }),
  })
  return (
    <search className="audit-filter" aria-label="Filter the log">
      <label className="field">
        <span>Who</span>
        <input
          {...field('actor')}
          ref={ref}
          type="search"
          placeholder="A part of the name"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
        />
      </label>
      <label className="field">
        <span>Action</span>
        <select
          value={draft.action}
          onChange={(event) => {
            const action = auditActions.find((one) => one === event.target.value) ?? ''
            onChange({ ...draft, action })
          }}
        >
          <option value="">Every action</option>
          {auditActions.map((action) => (
            <option key={action} value={action}>
              {actionWords[action]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>Session</span>
        <input
          {...field('session')}
          type="search"
          placeholder="Its id, or the beginning"
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
        />
      </label>
      <label className="field">
        <span>From</span>
        <input {...field('from')} type="datetime-local" />
      </label>
      <label className="field">
        <span>To</span>
        <input {...field('to')} type="datetime-local" />
      </label>
      <button
        type="button"
        className="button"
        aria-disabled={isEmpty(draft)}
        onClick={() => onChange(emptyDraft)}
      >
        Clear the filter
      </button>
    </search>
  )
}
