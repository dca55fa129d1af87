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

/** The buffer is for the error that comes next, the queue for the network that comes back. */
const maxAgeMs = { held: 15 * 60_000, queued: 24 * 60 * 60_000 }

export function isSegmentKey(key: unknown): key is SegmentKey {
  return (
    Array.isArray(key) &&
    key.length === 6 &&
    (key[0] === 'held' || key[0] === 'queued') &&
    key.slice(3).every(Number.isFinite)
  )
}

export function isTooOld([kind, , , , at]: SegmentKey, now: number): boolean {
  return Math.abs(now - at) > maxAgeMs[kind]
}
