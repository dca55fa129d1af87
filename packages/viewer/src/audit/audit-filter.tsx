import { auditActions } from '@playhead/protocol'
import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { actionWords } from './audit-words.ts'
import type { AuditLogFilter } from './use-audit-log.ts'

export interface AuditFilterProps {
  filter: AuditLogFilter
  onChange: (filter: AuditLogFilter) => void
}

export function AuditFilter({ filter, onChange }: AuditFilterProps): ReactNode {
  return (
    <search className="list-toolbar">
      <label className="search-field">
        <Icon name="search" />
        <span className="visually-hidden">Filter by who did it</span>
        <input
          type="search"
          value={filter.actor}
          placeholder="Who"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ ...filter, actor: event.target.value })}
        />
      </label>
      <label className="select-field">
        <span className="visually-hidden">Action</span>
        <select
          value={filter.action}
          onChange={(event) => {
            const action = auditActions.find((one) => one === event.target.value) ?? 'all'
            onChange({ ...filter, action })
          }}
        >
          <option value="all">Every action</option>
          {auditActions.map((action) => (
            <option key={action} value={action}>
              {actionWords[action]}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}
