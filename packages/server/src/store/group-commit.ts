import type { DatabaseSync } from 'node:sqlite'
import { ReplayError } from '../replay-error.ts'

/** Runs `work` inside a transaction; resolves once that is on disk. */
export type GroupCommit = <T>(work: () => T) => Promise<T>

type Executor = Pick<DatabaseSync, 'exec'>

interface Waiting {
  /** Leaves its outcome in the closure; throws only what must undo the whole transaction. */
  run(): void
  settle(): void
  reject(error: unknown): void
}

export interface GroupCommitOptions {
  /** Brings to disk what must be there before the transaction is. If it throws, nothing is written. */
  beforeCommit?: () => void
}

/** Bounds how long one transaction keeps the event loop. */
const maxGroup = 64

/**
 * Writes that arrive in the same turn of the event loop share one transaction, and so one fsync,
 * which is most of what a durable write costs.
 */
export function createGroupCommit(
  database: Executor,
  { beforeCommit = () => undefined }: GroupCommitOptions = {},
): GroupCommit {
  const waiting: Waiting[] = []

  function commitWaiting(): void {
    const group = waiting.splice(0, maxGroup)
    if (waiting.length > 0) setImmediate(commitWaiting)
    if (!begin(database, group)) return
    try {
      commit(database, group, beforeCommit)
    } catch (error) {
      // One that does not fit must not take the others with it.
      if (group.length > 1) for (const one of group) commitAlone(database, one, beforeCommit)
      else group[0]?.reject(error)
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      let settle = (): void => undefined
      waiting.push({
        run() {
          try {
            const result = work()
            settle = () => resolve(result)
          } catch (error) {
            if (!isRefusal(error)) throw error
            settle = () => reject(error)
          }
        },
        settle: () => settle(),
        reject,
      })
      if (waiting.length === 1) setImmediate(commitWaiting)
    })
}

/**
 * A transaction that cannot begin fails for all at once: another process holds the lock, and to wait
 * for it again for each would keep the event loop for minutes.
 */
function begin(database: Executor, group: readonly Waiting[]): boolean {
  try {
    database.exec('BEGIN IMMEDIATE')
    return true
  } catch (error) {
    for (const one of group) one.reject(error)
    return false
  }
}

function commitAlone(database: Executor, one: Waiting, beforeCommit: () => void): void {
  if (!begin(database, [one])) return
  try {
    commit(database, [one], beforeCommit)
  } catch (error) {
    one.reject(error)
  }
}

function commit(database: Executor, group: readonly Waiting[], beforeCommit: () => void): void {
  try {
    for (const one of group) one.run()
    beforeCommit()
    database.exec('COMMIT')
  } catch (error) {
    rollBack(database)
    throw error
  }
  for (const one of group) one.settle()
}

/** A refusal is thrown before anything is written, so the rest of the transaction may stand. */
function isRefusal(error: unknown): boolean {
  return error instanceof ReplayError
}

/** SQLite rolls back by itself on some errors, a full disk among them (lang_transaction.html). */
function rollBack(database: Executor): void {
  try {
    database.exec('ROLLBACK')
  } catch {
    // There is no transaction any more, which is what was wanted.
  }
}
