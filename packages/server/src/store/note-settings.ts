import type { AuditEntry } from '../audit/audit.ts'
import type { Settings } from '../settings/describe-settings.ts'
import { toConfigureEntries } from '../settings/to-configure-entries.ts'
import type { AuditLog } from './audit-log.ts'
import type { Records } from './records.ts'

/** To be called inside a transaction: several processes may start at once, and one of them tells. */
export function noteSettings(
  records: Pick<Records, 'get' | 'put'>,
  audit: Pick<AuditLog, 'append'>,
  { service, settings, at }: { service: string; settings: Settings; at: number },
): AuditEntry[] {
  const place = { kind: 'settings', session: '', id: service } as const
  const entries = toConfigureEntries(service, parseSettings(records.get(place)), settings, at)
  for (const entry of entries) audit.append(entry)
  if (entries.length > 0) records.put(place, at, settings)
  return entries
}

function parseSettings(value: unknown): Settings | null {
  if (typeof value !== 'object' || value === null) return null
  const fields: [string, unknown][] = Object.entries(value)
  return Object.fromEntries(fields.map(([name, field]) => [name, String(field)]))
}
