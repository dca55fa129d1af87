import { copiesKey } from '../session/kept-keys.ts'
import type { KeyValue } from '../session/session-cache.ts'
import { addExitCopies } from './exit-copies.ts'
import { isSegmentKey, type SegmentKey, type StoredSegment } from './segment-key.ts'

/** What `addExitCopies` has written: each segment once, as far as it is as that has left it. */
export function readExitCopies(storage: KeyValue): StoredSegment[] {
  const text = storage.get(copiesKey) ?? ''
  const found = new Map<string, StoredSegment>()
  for (let at = 0; at < text.length;) {
    const start = text.indexOf('\n', at) + 1
    const key = parseKey(text.slice(at, start))
    if (!key) break
    at = start + key[5]
    // The last one is where it belongs in their order.
    found.delete(String(key))
    found.set(String(key), { key, bytes: toBytes(text.slice(start, at)) })
  }
  return [...found.values()]
}

/** Whatever cannot be read goes as well. */
export function removeExitCopies(storage: KeyValue, keys: readonly SegmentKey[]): void {
  const names = keys.map(String)
  const others = readExitCopies(storage).filter(({ key }) => !names.includes(String(key)))
  storage.remove(copiesKey)
  addExitCopies(storage, others)
}

function parseKey(line: string): SegmentKey | null {
  try {
    const key: unknown = JSON.parse(line)
    return isSegmentKey(key) ? key : null
  } catch {
    return null
  }
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
