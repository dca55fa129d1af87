import type * as Sqlite from 'node:sqlite'
import { ReplayError } from '../replay-error.ts'

/**
 * Asked of the process, not imported: no bundler stumbles over it, and on a Node without it the
 * application starts, with another store or with an error that says what to do.
 *
 * @throws {ReplayError} `sqlite_missing`.
 */
export function loadSqlite(): typeof Sqlite {
  try {
    const sqlite = process.getBuiltinModule('node:sqlite')
    if (sqlite) return sqlite
  } catch (cause) {
    throw missing(cause)
  }
  throw missing()
}

function missing(cause?: unknown): ReplayError {
  return new ReplayError(
    'sqlite_missing',
    `sqliteStore needs node:sqlite, which Node ${process.versions.node} does not have. Use Node 22.13 or later, or another store.`,
    { cause },
  )
}
