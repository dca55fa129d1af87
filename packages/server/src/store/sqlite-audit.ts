import type { DatabaseSync } from 'node:sqlite'
import type { AuditRow, AuditRows } from './audit-log.ts'
import { seal, unseal } from './keys/seal.ts'
import type { Records } from './records.ts'
import { type Row, toBytes } from './sqlite-rows.ts'

/* The triggers keep out mistakes; what gets around them, the hashes show. */
const table = `
  CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS audit_takes_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;
  CREATE TRIGGER IF NOT EXISTS audit_takes_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;
`
const head = { kind: 'audit-head', session: '', id: '' } as const

/** @param key seals the entries: they name who did what. */
export function openAuditRows(
  database: DatabaseSync,
  key: Uint8Array,
  records: Pick<Records, 'get' | 'put'>,
): AuditRows {
  database.exec(table)
  const write = database.prepare('INSERT INTO audit (number, hash, sealed) VALUES (?, ?, ?)')
  const readAfter = database.prepare('SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?')
  const readBefore = database.prepare(
    'SELECT * FROM audit WHERE ? IS NULL OR number < ? ORDER BY number DESC LIMIT ?',
  )

  function toAuditRow(row: Row): AuditRow {
    const number = Number(row['number'])
    const plain = unseal(key, toBytes(row['sealed']), toPlace(number))
    const content = plain ? Buffer.from(plain).toString() : null
    return { number, hash: String(row['hash']), content }
  }

  return {
    insert(number, hash, content) {
      write.run(number, hash, seal(key, Buffer.from(content), toPlace(number)))
    },
    after: (number, limit) => readAfter.all(number, limit).map(toAuditRow),
    before: (number, limit) => readBefore.all(number, number, limit).map(toAuditRow),
    readHead() {
      const value = records.get(head)
      const { number, hash }: { number?: unknown; hash?: unknown } =
        typeof value === 'object' ? { ...value } : {}
      return value === undefined ? null : { number: Number(number), hash: String(hash) }
    },
    writeHead: (value) => records.put(head, 0, value),
  }
}

function toPlace(number: number): string {
  return `audit ${number}`
}
