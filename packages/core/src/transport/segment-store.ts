/** Where a segment lies: what it waits for, its place in a chain, when it came (ms), its bytes. */
export type SegmentKey = [
  kind: 'held' | 'queued',
  session: string,
  tab: string,
  sequence: number,
  at: number,
  length: number,
]

export interface StoredSegment {
  key: SegmentKey
  bytes: Uint8Array<ArrayBuffer>
}

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
}

export const segmentStoreName = 'playhead'
const table = 'segments'
/** The buffer is for the error that comes next, the queue for the network that comes back. */
const maxAgeMs = { held: 15 * 60_000, queued: 24 * 60 * 60_000 }
const maxBytes = 8_000_000

export function createSegmentStore(): SegmentStore {
  let database: IDBDatabase | null = null

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
        resolve(opened)
      })
    })
  }

  /** Acts at once where the store is open: a page that is left does not come to a later task. */
  async function act<T>(
    mode: IDBTransactionMode,
    on: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> {
    try {
      const transaction = (database ?? (await open())).transaction(table, mode, {
        durability: 'relaxed',
      })
      const request = on(transaction.objectStore(table))
      if (mode === 'readwrite') transaction.commit()
      return await new Promise((resolve) => {
        request.addEventListener('success', () => resolve(request.result))
        transaction.addEventListener('abort', () => resolve(undefined))
      })
    } catch {
      return undefined
    }
  }

  function remove(keys: readonly SegmentKey[]): void {
    const [first, ...others] = keys
    if (!first) return
    void act('readwrite', (store) => {
      for (const key of others) store.delete(key)
      return store.delete(first)
    })
  }

  return {
    remove,
    put([first, ...others]) {
      if (!first) return
      void act('readwrite', (store) => {
        for (const { bytes, key } of others) store.put(bytes, key)
        return store.put(first.bytes, first.key)
      })
    },
    async read(...start) {
      // An array sorts after every text and number (Indexed Database API, "compare two keys").
      const range = IDBKeyRange.bound(start, [...start, []])
      const [keys, values] = await Promise.all([
        act('readonly', (store) => store.getAllKeys(range)),
        act<unknown[]>('readonly', (store) => store.getAll(range)),
      ])
      return (keys ?? []).flatMap((key, index) => {
        const bytes = values?.[index]
        return isSegmentKey(key) && bytes instanceof Uint8Array
          ? [{ key, bytes: new Uint8Array(bytes) }]
          : []
      })
    },
    async prune(now) {
      const keys = (await act('readonly', (store) => store.getAllKeys())) ?? []
      let bytes = 0
      const ours = keys.filter(isSegmentKey).toSorted((a, b) => b[4] - a[4])
      remove(
        ours.filter(([kind, , , , at, length]) => {
          bytes += length
          return Math.abs(now - at) > maxAgeMs[kind] || bytes > maxBytes
        }),
      )
    },
  }
}

/** Deletes what this page and others have kept. */
export function deleteSegmentStore(): void {
  try {
    indexedDB.deleteDatabase(segmentStoreName)
  } catch {
    // Denied or missing: nothing was kept.
  }
}

function isSegmentKey(key: unknown): key is SegmentKey {
  return Array.isArray(key) && key.length === 6 && (key[0] === 'held' || key[0] === 'queued')
}
