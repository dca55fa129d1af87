import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs'

/**
 * A file of slots, one per session: the session's id and its wrapped key. Not a table of the database,
 * for two reasons. A copy of the rows must not hold the keys, and a key must be overwritten where it
 * stands: a database writes a changed page elsewhere first, and leaves the old one in its log.
 *
 * Who writes holds the database's write lock, so no two processes do so at once.
 */
export interface Keyring {
  /** The number of the new slot. It is on disk after `flush`. */
  add(session: string, wrapped: Uint8Array): number
  /** What the slot holds: the wrapped key; `destroyed`; or `absent`, if it is not this session's. */
  read(slot: number, session: string): Uint8Array | 'destroyed' | 'absent'
  /** Overwrites the key in its place, on disk when this returns. */
  destroy(slot: number, session: string): void
  /** Brings to disk what was added. */
  flush(): void
  /** Whether the file at the path is still the one that is open. */
  isCurrent(): boolean
  close(): void
}

const idBytes = 16

/** Made if it is not there. @param wrappedBytes length of every wrapped key. */
export function openKeyring(path: string, wrappedBytes: number): Keyring {
  const slotBytes = idBytes + wrappedBytes
  closeSync(openSync(path, 'a', 0o600))
  const file = openSync(path, 'r+')
  const { ino } = fstatSync(file)
  const zeros = new Uint8Array(wrappedBytes)
  let isUnsaved = false

  function read(slot: number, session: string): Uint8Array | 'destroyed' | 'absent' {
    const bytes = new Uint8Array(slotBytes)
    const length = readSync(file, bytes, 0, slotBytes, slot * slotBytes)
    const owner = Buffer.from(bytes.subarray(0, idBytes)).toString('hex')
    if (length < slotBytes || owner !== session) return 'absent'
    const wrapped = bytes.subarray(idBytes)
    return wrapped.every((byte) => byte === 0) ? 'destroyed' : wrapped
  }

  return {
    read,
    add(session, wrapped) {
      // Rounded up: a slot that was half written when the power went is left behind.
      const slot = Math.ceil(fstatSync(file).size / slotBytes)
      writeWhole(file, Buffer.concat([Buffer.from(session, 'hex'), wrapped]), slot * slotBytes)
      isUnsaved = true
      return slot
    },
    destroy(slot, session) {
      if (read(slot, session) === 'absent') return
      writeWhole(file, zeros, slot * slotBytes + idBytes)
      fdatasyncSync(file)
    },
    flush() {
      if (!isUnsaved) return
      fdatasyncSync(file)
      isUnsaved = false
    },
    isCurrent: () => statSync(path, { throwIfNoEntry: false })?.ino === ino,
    close: () => closeSync(file),
  }
}

/** On a disk that is nearly full a write may take a part only. */
function writeWhole(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(file, bytes, done, bytes.length - done, position + done)
  }
}
