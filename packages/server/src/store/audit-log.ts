import { createHmac } from 'node:crypto'
import { auditActions, type AuditRecord, type AuditVerification } from '@playhead/protocol'
import type { AuditEntry } from '../audit/audit.ts'
import { ReplayError } from '../replay-error.ts'

/** A row of the log as it lies in the store. */
export interface AuditRow {
  number: number
  hash: string
  /** null if it cannot be opened. */
  content: string | null
}

export interface AuditHead {
  number: number
  hash: string
}

/** Where the rows lie. */
export interface AuditRows {
  insert(number: number, hash: string, content: string): void
  /** By number, from the one after `number` on. */
  after(number: number, limit: number): AuditRow[]
  /** By number from the end, from the one before `number` on; null to begin with the last. */
  before(number: number | null, limit: number): AuditRow[]
  /** What `writeHead` was given last: tells when the end of the log is missing. */
  readHead(): AuditHead | null
  writeHead(head: AuditHead): void
}

export interface AuditLog {
  /** To be called inside a transaction. */
  append(entry: AuditEntry): AuditRecord
  read(before: number | null, limit: number): AuditRecord[]
  verify(): Promise<AuditVerification>
}

const rowsAtATime = 500

/**
 * Each entry carries the hash of the one before. The hash is keyed: who can write to the database but
 * has not its key cannot forge the entries that follow a change.
 */
export function createAuditLog(rows: AuditRows, key: Uint8Array): AuditLog {
  const hashOf = (content: string): string =>
    createHmac('sha256', key).update(content).digest('base64url')

  function findFault(row: AuditRow, last: AuditHead | null): string | null {
    const number = (last?.number ?? 0) + 1
    if (row.number !== number) return `Entry ${number} is missing.`
    const record = row.content === null ? null : parseContent(row.content)
    if (row.content === null || !record) return `Entry ${number} cannot be read.`
    if (hashOf(row.content) !== row.hash || record.number !== number) {
      return `Entry ${number} was changed.`
    }
    if (record.previous !== (last?.hash ?? ''))
      return `Entry ${number} does not follow the one before.`
    return null
  }

  return {
    append(entry) {
      const last = rows.readHead() ?? rows.before(null, 1)[0] ?? null
      const record = toRecord(entry, last)
      const content = toContent(record)
      const hash = hashOf(content)
      rows.insert(record.number, hash, content)
      rows.writeHead({ number: record.number, hash })
      return { ...record, hash }
    },

    read: (before, limit) =>
      rows.before(before, limit).map(({ number, hash, content }) => {
        const record = content === null ? null : parseContent(content)
        if (record) return { ...record, hash }
        throw new ReplayError(
          'storage_unreadable',
          `Entry ${number} of the audit log cannot be read. \`playhead log verify\` says more.`,
        )
      }),

    async verify() {
      let last: AuditHead | null = null
      const broken = (what: string): AuditVerification => ({
        entries: last?.number ?? 0,
        isIntact: false,
        problem: { number: (last?.number ?? 0) + 1, what },
        head: last,
      })
      for (;;) {
        const page: AuditRow[] = rows.after(last?.number ?? 0, rowsAtATime)
        for (const row of page) {
          const fault = findFault(row, last)
          if (fault !== null) return broken(fault)
          last = { number: row.number, hash: row.hash }
        }
        if (page.length === 0) break
        await new Promise((resolve) => setImmediate(resolve))
      }
      const head = rows.readHead()
      if ((head?.number ?? 0) > (last?.number ?? 0)) return broken('The end of the log is missing.')
      if (head?.hash !== last?.hash) return broken('The log does not end as it was written.')
      return { entries: last?.number ?? 0, isIntact: true, problem: null, head: last }
    },
  }
}

type Unhashed = Omit<AuditRecord, 'hash'>

function toRecord(entry: AuditEntry, last: AuditHead | null): Unhashed {
  const { at, actor, action, sessions, hold, share, annotation, details } = entry
  return {
    number: (last?.number ?? 0) + 1,
    at,
    actor: actor.toWellFormed(),
    action,
    subject: [...sessions],
    details: {
      ...(hold !== undefined && { hold }),
      ...(share !== undefined && { share }),
      ...(annotation !== undefined && { annotation }),
      ...details,
    },
    previous: last?.hash ?? '',
  }
}

/** All fields in this order: what the hash covers. */
function toContent(record: Unhashed): string {
  const { number, at, actor, action, subject, details, previous } = record
  return JSON.stringify([number, at, actor, action, subject, details, previous])
}

function parseContent(content: string): Unhashed | null {
  const value: unknown = JSON.parse(content)
  if (!Array.isArray(value)) return null
  const [number, at, actor, name, subject, details, previous]: unknown[] = value
  const action = auditActions.find((each) => each === name)
  if (!action || !Array.isArray(subject)) return null
  return {
    number: Number(number),
    at: Number(at),
    actor: String(actor),
    action,
    subject: subject.map(String),
    details: toDetails(details),
    previous: String(previous),
  }
}

function toDetails(value: unknown): Record<string, string | number> {
  if (typeof value !== 'object' || value === null) return {}
  const fields: [string, unknown][] = Object.entries(value)
  return Object.fromEntries(
    fields.map(([name, field]) => [name, typeof field === 'number' ? field : String(field)]),
  )
}
