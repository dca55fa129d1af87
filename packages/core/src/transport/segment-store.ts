import type { KeyValue } from '../session/session-cache.ts'
import { addExitCopies } from './exit-copies.ts'
import type * as reading from './read-stored.ts'
import type { StoreAccess } from './read-stored.ts'
import type { SegmentKey, StoredSegment } from './segment-key.ts'
import { copiesKey, segmentStoreName } from '../session/kept-keys.ts'

/**
 * Segments kept in the browser (IndexedDB), compressed as they will travel. Nothing here rejects: where
 * the store is denied, full or missing, nothing is kept and nothing is found.
 */
export interface SegmentStore {
  put(segments: readonly StoredSegment[]): void
  remove(keys: readonly SegmentKey[]): void
  /** What lies under keys that begin so, in their order. */
  read(...start: readonly string[]): Promise<StoredSegment[]>
  /** Throws away all that is too old, and the oldest of what is too much. */
  prune(now: number): Promise<void>
  /** The page is left: what is not known to lie in the database yet is written where it takes no time. */
  leave(): void
  /** Keeps no more. */
  discard(): void
}

const table = 'segments'

/** @param storage outlives the page, and is written at once. */
export function createSegmentStore(storage: KeyValue): SegmentStore {
  let database: IDBDatabase | null = null
  /** On its way into the database. */
  const pending = new Map<string, StoredSegment>()
  let isOpen = true

  function open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(segmentStoreName, 1)
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore(table))
      request.addEventListener('error', () => reject(request.error))
      request.addEventListener('success', () => {
        const opened = request.result
        const forget = (): void => {
          opened.close()
          if (database === opened) database = null
        }
        // Consent was refused: this tab or another deletes it all.
        opened.addEventListener('versionchange', forget)
        opened.addEventListener('close', forget)
        database = opened
        if (!isOpen) forget()
        resolve(opened)
      })
    })
  }

  /** Acts at once where the store is open: a page that is left does not come to a later task. */
  async function act<T>(
    mode: IDBTransactionMode,
    on: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> {
    if (!isOpen) return undefined
    try {
      const transaction = (database ?? (await open())).transaction(table, mode, {
        durability: 'relaxed',
      })
      const request = on(transaction.objectStore(table))
      if (mode === 'readwrite') transaction.commit()
      return await new Promise((resolve) => {
        transaction.addEventListener('complete', () => resolve(request.result))
        transaction.addEventListener('abort', () => resolve(undefined))
      })
    } catch {
      return undefined
    }
  }

  async function write(segments: readonly StoredSegment[]): Promise<void> {
    const [first, ...others] = segments
    if (!first || !isOpen) return
    for (const segment of segments) pending.set(String(segment.key), segment)
    const done = await act('readwrite', (store) => {
      for (const { bytes, key } of others) store.put(bytes, key)
      return store.put(first.bytes, first.key)
    })
    if (done === undefined) return
    for (const { key } of segments) pending.delete(String(key))
    removeCopies(segments.map(({ key }) => key))
  }

  function remove(keys: readonly SegmentKey[]): void {
    const [first, ...others] = keys
    if (!first) return
    for (const key of keys) pending.delete(String(key))
    removeCopies(keys)
    void act('readwrite', (store) => {
      for (const key of others) store.delete(key)
      return store.delete(first)
    })
  }

  /** Should it fail, the next page sends again what this one has sent. */
  function removeCopies(keys: readonly SegmentKey[]): void {
    if (storage.get(copiesKey) === null) return
    import('./read-stored.ts')
      .then(({ removeExitCopies }) => removeExitCopies(storage, keys))
      .catch(() => undefined)
  }

  /** @returns undefined if nothing has been left, or it cannot be read now. */
  async function withReader<T>(
    read: (reader: typeof reading, access: StoreAccess) => Promise<T>,
  ): Promise<T | undefined> {
    const count = await act('readonly', (store) => store.count())
    if (!count && storage.get(copiesKey) === null) return undefined
    try {
      return await read(await import('./read-stored.ts'), { act, storage, put, remove })
    } catch {
      return undefined
    }
  }

  function put(segments: readonly StoredSegment[]): void {
    void write(segments)
  }

  return {
    remove,
    put,
    read: async (...start) =>
      (await withReader(({ readStored }, access) => readStored(access, start))) ?? [],
    prune: async (now) => withReader(({ pruneStored }, access) => pruneStored(access, now)),
    leave() {
      addExitCopies(storage, [...pending.values()])
      pending.clear()
    },
    discard() {
      isOpen = false
      pending.clear()
      // An open connection is kept, with all that its listeners hold.
      database?.close()
    },
  }
}
