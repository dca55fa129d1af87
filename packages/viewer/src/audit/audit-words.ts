import type { AuditAction, AuditRecord } from '@playhead/protocol'
import { formatAbsolute } from '../format/format-time.ts'

export const actionWords: Readonly<Record<AuditAction, string>> = {
  watch: 'Watched',
  export: 'Exported',
  create_share: 'Made a link',
  revoke_share: 'Revoked a link',
  open_share: 'Opened a link',
  erase: 'Erased',
  place_hold: 'Placed a hold',
  lift_hold: 'Released a hold',
  annotate: 'Wrote a note',
  delete_annotation: 'Deleted a note',
  configure: 'Configured',
}

const times = new Set(['expiresAt', 'from', 'to'])

/** What tells one such act from another, in one line. */
export function toDetails({ action, details }: AuditRecord): string {
  if (action === 'configure') return toSettings(details)
  return Object.entries(details)
    .map(([name, value]) => {
      const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
      return `${words} ${times.has(name) ? formatAbsolute(Number(value)) : shorten(String(value))}`
    })
    .join(', ')
}

/** A change of one setting; or all of them, at the first start, those that are not set left out. */
function toSettings(details: AuditRecord['details']): string {
  const { setting, before, after } = details
  if (setting !== undefined) return `${setting}: ${before} → ${after}`
  return Object.entries(details)
    .filter(([, value]) => value !== 'none')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
}

/** An id is told from another by its beginning. */
function shorten(text: string): string {
  return /^[\da-f-]{16,}$/.test(text) ? `${text.slice(0, 8)}…` : text
}
