import { copiesKey } from '../session/kept-keys.ts'
import type { KeyValue } from '../session/session-cache.ts'
import type { StoredSegment } from './segment-key.ts'

/** An origin has some 5 MB of localStorage, and most of it is the application's. */
const maxLength = 512_000

/**
 * Writes segments down at the moment a page is left, until the database is known to have them. See
 * read-exit-copies.ts for what reads them again.
 *
 * localStorage takes a text at once. IndexedDB does not: of transactions committed in `pagehide`,
 * Chromium 156 lost one in ten when the page was reloaded, and all while the database was still opening.
 *
 * Each is a line with its key, then its bytes, each a character. The oldest go where there is no room.
 */
export function addExitCopies(storage: KeyValue, segments: readonly StoredSegment[]): void {
  if (segments.length === 0) return
  let text = ''
  for (const { key, bytes } of segments.toReversed()) {
    const copy = `${JSON.stringify(key)}\n${toText(bytes)}`
    if (text.length + copy.length <= maxLength) text = copy + text
  }
  const earlier = storage.get(copiesKey) ?? ''
  storage.set(copiesKey, earlier.length + text.length > maxLength ? text : earlier + text)
}

function toText(bytes: Uint8Array): string {
  let text = ''
  // As many arguments as any engine takes.
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  }
  return text
}
