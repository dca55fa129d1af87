import { hkdfSync, randomBytes } from 'node:crypto'
import { ReplayError } from '../../replay-error.ts'
import { createKeyFile, type KeyFile, readKeyFile } from './key-file.ts'
import type { KeyProvider } from './key-provider.ts'

export interface MasterKey {
  /** Tells one master key from another, and nothing about it. */
  id: string
  /** A key of 32 bytes for one purpose. The same purpose gives the same key. */
  derive(purpose: string): Uint8Array
}

export interface MasterKeyOptions {
  path: string
  /** Without one the key stands in the file as it is. */
  provider: KeyProvider | undefined
  /** Whether something is sealed already: a new key could not open it, so none is made. */
  isNeeded: boolean
}

const keyBytes = 32

/**
 * Reads the master key, and makes one if there is none yet.
 * @throws {ReplayError} `key_missing`, `key_wrong` or `keys_unavailable`; no file was changed then.
 */
export async function openMasterKey(options: MasterKeyOptions): Promise<MasterKey> {
  const { path, provider, isNeeded } = options
  if (!readKeyFile(path)) {
    if (isNeeded) throw missing(path)
    const fresh = randomBytes(keyBytes)
    createKeyFile(
      path,
      provider
        ? { kind: 'wrapped', bytes: await ask(() => provider.wrap(fresh), 'wrap') }
        : { kind: 'plain', bytes: fresh },
    )
  }
  // Read again: another process may have been faster, and what counts is what the file holds.
  const file = readKeyFile(path)
  if (!file) throw missing(path)
  const key = await open(file, path, provider)
  if (key.length !== keyBytes) {
    throw new ReplayError(
      'key_wrong',
      `The key in ${path} has ${key.length} bytes, not ${keyBytes}.`,
    )
  }
  const derive = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', key, '', `playhead ${purpose}`, keyBytes))
  return { id: Buffer.from(derive('id').subarray(0, 16)).toString('hex'), derive }
}

async function open(
  file: KeyFile,
  path: string,
  provider: KeyProvider | undefined,
): Promise<Uint8Array> {
  if (file.kind === 'plain') {
    if (!provider) return file.bytes
    throw new ReplayError(
      'key_wrong',
      `${path} holds a key that no provider wrapped. Leave \`keys\` out, or give the store another path.`,
    )
  }
  if (provider) return ask(() => provider.unwrap(file.bytes), 'unwrap')
  throw new ReplayError(
    'key_wrong',
    `The key in ${path} was wrapped by a provider. Give sqliteStore the same \`keys\` again; the command line cannot, so use the functions of @playhead/server/operations in a program.`,
  )
}

async function ask(call: () => Promise<Uint8Array>, what: string): Promise<Uint8Array> {
  try {
    const answer: unknown = await call()
    if (answer instanceof Uint8Array && answer.length > 0) return answer
  } catch (cause) {
    throw new ReplayError('keys_unavailable', `keys.${what}() failed, so the store stays closed.`, {
      cause,
    })
  }
  throw new ReplayError('keys_unavailable', `keys.${what}() answered no bytes.`)
}

function missing(path: string): ReplayError {
  return new ReplayError(
    'key_missing',
    `The database is encrypted and its key file ${path} is missing. Put it back from where you keep it; without it the recordings cannot be read.`,
  )
}
