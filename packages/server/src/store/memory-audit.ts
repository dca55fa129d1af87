import type { AuditHead, AuditRow, AuditRows } from './audit-log.ts'

export function createMemoryAuditRows(): AuditRows {
  const rows: AuditRow[] = []
  let head: AuditHead | null = null
  return {
    insert: (number, hash, content) => void rows.push({ number, hash, content }),
    after: (number, limit) => rows.slice(number, number + limit),
    before: (number, limit) => {
      const end = number === null ? rows.length : Math.max(0, Math.min(number - 1, rows.length))
      return rows.slice(Math.max(0, end - limit), end).toReversed()
    },
    readHead: () => head,
    writeHead: (value) => void (head = value),
  }
}
