import { describe, expect, it } from 'vitest'
import type { KeyValue } from '../session/session-cache.ts'
import { addExitCopies } from './exit-copies.ts'
import { readExitCopies, removeExitCopies } from './read-exit-copies.ts'
import type { StoredSegment } from './segment-key.ts'
import { copiesKey } from '../session/kept-keys.ts'

function memory(): KeyValue {
  const texts = new Map<string, string>()
  return {
    get: (key) => texts.get(key) ?? null,
    set: (key, value) => void texts.set(key, value),
    remove: (key) => void texts.delete(key),
  }
}

const segment = (sequence: number, bytes: Uint8Array<ArrayBuffer>): StoredSegment => ({
  key: ['queued', 'a'.repeat(32), 'b'.repeat(16), sequence, 1_763_900_000_000, bytes.length],
  bytes,
})
const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index)

describe('copies of what a page had when it was left', () => {
  it('come back byte for byte, to any page', () => {
    const storage = memory()
    const all = [segment(0, everyByte), segment(1, new Uint8Array()), segment(2, everyByte)]
    addExitCopies(storage, all.slice(0, 2))
    addExitCopies(storage, all.slice(2))
    expect(readExitCopies(storage)).toEqual(all)
  })

  it('are there once, however often they are written down', () => {
    const storage = memory()
    addExitCopies(storage, [segment(0, everyByte), segment(1, everyByte)])
    addExitCopies(storage, [segment(0, everyByte)])
    expect(readExitCopies(storage).map(({ key }) => key[3])).toEqual([1, 0])
  })

  it('leave no key behind when they are all removed', () => {
    const storage = memory()
    const all = [segment(0, everyByte), segment(1, everyByte)]
    addExitCopies(storage, all)
    removeExitCopies(storage, [segment(0, everyByte).key])
    expect(readExitCopies(storage)).toEqual(all.slice(1))
    removeExitCopies(storage, [segment(1, everyByte).key])
    expect(storage.get(copiesKey)).toBeNull()
  })

  it('leave the application its room: the oldest go first', () => {
    const storage = memory()
    addExitCopies(
      storage,
      [0, 1, 2].map((sequence) => segment(sequence, new Uint8Array(200_000))),
    )
    expect(readExitCopies(storage).map(({ key }) => key[3])).toEqual([1, 2])
  })

  it.each(['', 'null', '{}\n', '[["queued"]]\nabc', 'somebody else’s'])(
    'are none where the storage says %j',
    (text) => {
      const storage = memory()
      storage.set(copiesKey, text)
      expect(readExitCopies(storage)).toEqual([])
      removeExitCopies(storage, [])
      expect(storage.get(copiesKey)).toBeNull()
    },
  )
})
