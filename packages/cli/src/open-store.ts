import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { type ReplayStore, sqliteStore } from '@playhead/server'
import { UsageError } from './usage-error.ts'

/** The options that every command on a database takes, for `parseArgs`. */
export const storeOptions = {
  db: { type: 'string', default: '.playhead/replay.db' },
  'key-file': { type: 'string' },
  actor: { type: 'string' },
} as const

export interface StoreValues {
  db: string
  'key-file'?: string | undefined
  actor?: string | undefined
}

/** Closes the store when `act` is through. A database that is not there is an error, not a new one. */
export async function withStore<T>(
  values: StoreValues,
  act: (store: ReplayStore, actor: string) => Promise<T>,
): Promise<T> {
  if (!existsSync(values.db)) {
    throw new UsageError(`There is no database ${values.db}. Name it with --db.`)
  }
  const store = openStore(values)
  try {
    return await act(store, values.actor ?? `${userInfo().username} (command line)`)
  } finally {
    await store.close()
  }
}

export function openStore({ db, 'key-file': keyFile }: StoreValues): ReplayStore {
  return sqliteStore({ path: db, ...(keyFile === undefined ? {} : { keyFile }) })
}
