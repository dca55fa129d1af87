import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { ReplayError } from '../../replay-error.ts'

/** What a key file holds. It says of itself whether a provider is needed to use it. */
export interface KeyFile {
  kind: 'plain' | 'wrapped'
  bytes: Uint8Array
}

const wellFormed = /^playhead-(plain|wrapped)-key-1 ([A-Za-z0-9+/]+=*)\n?$/

/**
 * null if there is none.
 * @throws {ReplayError} `key_wrong` if the file holds something else.
 */
export function readKeyFile(path: string): KeyFile | null {
  const text = readIfThere(path)
  if (text === null) return null
  const [, kind, base64 = ''] = wellFormed.exec(text) ?? []
  if (kind === 'plain' || kind === 'wrapped') return { kind, bytes: Buffer.from(base64, 'base64') }
  throw new ReplayError(
    'key_wrong',
    `${path} is no key file of Playhead. Put the right one in its place; nothing was changed.`,
  )
}

/**
 * Makes the file, whole or not at all, readable by its owner only. If another process was faster, its
 * file stays: no key is ever overwritten.
 */
export function createKeyFile(path: string, { kind, bytes }: KeyFile): void {
  const draft = `${path}.${randomUUID()}`
  try {
    const text = `playhead-${kind}-key-1 ${Buffer.from(bytes).toString('base64')}\n`
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true })
    linkIfAbsent(draft, path)
    syncFolder(dirname(path))
  } finally {
    rmSync(draft, { force: true })
  }
}

function linkIfAbsent(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

/** The name of a new file survives a loss of power only once its folder is on disk, too. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null
}
