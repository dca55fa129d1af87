import type { KeyValue } from '../session/session-cache.ts'
import { isSegmentKey, type SegmentKey, type StoredSegment } from './segment-key.ts'
import { copiesKey } from '../session/kept-keys.ts'

/** Segments written down at the moment a page is left, until the database is known to have them. */
export interface ExitCopies {
  add(segments: readonly StoredSegment[]): void
  remove(keys: readonly SegmentKey[]): void
  read(): StoredSegment[]
}

/** An origin has some 5 MB of localStorage, and most of it is the application's. */
const maxBytes = 512_000

/**
 * localStorage takes a text at once. IndexedDB does not: of transactions committed in `pagehide`,
 * Chromium 156 lost one in ten when the page was reloaded, and all while the database was still opening.
 *
 * The text is a line of keys, then all bytes, each a character.
 */
export function createExitCopies(storage: KeyValue): ExitCopies {
  function read(): StoredSegment[] {
    const text = storage.get(copiesKey) ?? ''
    let end = text.indexOf('\n') + 1
    return parseKeys(text.slice(0, end)).map((key) => {
      const start = end
      end += key[5]
      return { key, bytes: toBytes(text.slice(start, end)) }
    })
  }

  function write(segments: readonly StoredSegment[]): void {
    if (segments.length === 0) return storage.remove(copiesKey)
    const keys = JSON.stringify(segments.map(({ key }) => key))
    storage.set(copiesKey, `${keys}\n${segments.map(({ bytes }) => toText(bytes)).join('')}`)
  }

  return {
    read,
    add(segments) {
      if (segments.length === 0) return
      const names = segments.map(({ key }) => String(key))
      const others = read().filter(({ key }) => !names.includes(String(key)))
      let bytes = 0
      const newestFirst = [...others, ...segments].toReversed()
      write(newestFirst.filter(({ key }) => (bytes += key[5]) <= maxBytes).toReversed())
    },
    remove(keys) {
      const all = read()
      const names = keys.map(String)
      const others = all.filter(({ key }) => !names.includes(String(key)))
      if (others.length < all.length) write(others)
    },
  }
}

function parseKeys(line: string): SegmentKey[] {
  try {
    const value: unknown = JSON.parse(line)
    return Array.isArray(value) && value.every(isSegmentKey) ? value : []
  } catch {
    return []
  }
}

function toText(bytes: Uint8Array): string {
  let text = ''
  // As many arguments as any engine takes.
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  }
  return text
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
