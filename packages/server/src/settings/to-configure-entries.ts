import type { AuditEntry } from '../audit/audit.ts'
import type { Settings } from './describe-settings.ts'

/**
 * What the audit log has to tell of a start: the first time everything, later each setting that is
 * not as it was.
 *
 * @param before what the server ran with before; null if that is not known.
 */
export function toConfigureEntries(
  service: string,
  before: Settings | null,
  after: Settings,
  at: number,
): AuditEntry[] {
  const entry = { at, actor: `${service} at its start`, action: 'configure', sessions: [] } as const
  if (!before) return [{ ...entry, details: { ...after } }]
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names]
    .filter((name) => before[name] !== after[name])
    .map((setting) => ({
      ...entry,
      details: { setting, before: before[setting] ?? 'none', after: after[setting] ?? 'none' },
    }))
}
