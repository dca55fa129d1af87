import type { DatabaseSync } from 'node:sqlite'
import type { LegalHold } from '@playhead/protocol'
import { seal } from './keys/seal.ts'
import { unsealBlob } from './sealed-rows.ts'
import { toBytes } from './sqlite-rows.ts'

/** The table of legal holds. A hold may name a user, so each is sealed. */
export interface SqliteHolds {
  place(hold: LegalHold): void
  list(): LegalHold[]
  lift(id: string): boolean
}

export function openHolds(database: DatabaseSync, key: Uint8Array): SqliteHolds {
  const write = database.prepare('INSERT OR IGNORE INTO holds (id, sealed) VALUES (?, ?)')
  const read = database.prepare('SELECT id, sealed FROM holds')
  const remove = database.prepare('DELETE FROM holds WHERE id = ?')
  return {
    place(hold) {
      write.run(hold.id, seal(key, Buffer.from(JSON.stringify(hold)), `hold ${hold.id}`))
    },
    list() {
      const holds = read.all().map((row) => {
        const json = unsealBlob(key, toBytes(row['sealed']), `hold ${String(row['id'])}`)
        return parseHold(JSON.parse(Buffer.from(json).toString()))
      })
      return holds.sort((a, b) => a.at - b.at)
    },
    lift: (id) => Number(remove.run(id).changes) > 0,
  }
}

function parseHold(value: unknown): LegalHold {
  const fields: Record<string, unknown> = typeof value === 'object' ? { ...value } : {}
  const on: Record<string, unknown> = typeof fields['on'] === 'object' ? { ...fields['on'] } : {}
  return {
    id: String(fields['id']),
    on: 'user' in on ? { user: String(on['user']) } : { session: String(on['session']) },
    reason: String(fields['reason']),
    by: String(fields['by']),
    at: Number(fields['at']),
  }
}
