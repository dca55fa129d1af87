import type { KeyValue } from '../session/session-cache.ts'
import { readExitCopies, removeExitCopies } from './read-exit-copies.ts'
import { isSegmentKey, isTooOld, type StoredSegment } from './segment-key.ts'
import type { SegmentStore } from './segment-store.ts'

export { removeExitCopies } from './read-exit-copies.ts'

/** What the store hands to the part that reads what earlier pages have left: most have left nothing. */
export interface StoreAccess extends Pick<SegmentStore, 'put' | 'remove'> {
  storage: KeyValue
  /** @returns undefined where the database is denied. */
  act<T>(
    mode: IDBTransactionMode,
    on: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined>
}

const maxBytes = 8_000_000

/** What lies under keys that begin so, in their order. */
export async function readStored(
  { act, storage }: StoreAccess,
  start: readonly string[],
): Promise<StoredSegment[]> {
  // An array sorts after every text and number (Indexed Database API, "compare two keys").
  const range = IDBKeyRange.bound(start, [...start, []])
  const [keys, values] = await Promise.all([
    act('readonly', (store) => store.getAllKeys(range)),
    act<unknown[]>('readonly', (store) => store.getAll(range)),
  ])
  const found = new Map<string, StoredSegment>()
  for (const copy of readExitCopies(storage)) {
    if (start.every((part, index) => part === copy.key[index])) found.set(String(copy.key), copy)
  }
  keys?.forEach((key, index) => {
    const bytes = values?.[index]
    if (!isSegmentKey(key) || !(bytes instanceof Uint8Array)) return
    found.set(String(key), { key, bytes: new Uint8Array(bytes) })
  })
  return [...found.values()].toSorted((a, b) => a.key[3] - b.key[3])
}

/** Throws away all that is too old, and the oldest of what is too much; moves copies into the database. */
export async function pruneStored(
  { act, storage, put, remove }: StoreAccess,
  now: number,
): Promise<void> {
  const left = readExitCopies(storage)
  removeExitCopies(
    storage,
    left.flatMap(({ key }) => (isTooOld(key, now) ? [key] : [])),
  )
  put(left.filter(({ key }) => !isTooOld(key, now)))
  const keys = (await act('readonly', (store) => store.getAllKeys())) ?? []
  let bytes = 0
  const ours = keys.filter(isSegmentKey).toSorted((a, b) => b[4] - a[4])
  remove(
    ours.filter((key) => {
      bytes += key[5]
      return isTooOld(key, now) || bytes > maxBytes
    }),
  )
}
