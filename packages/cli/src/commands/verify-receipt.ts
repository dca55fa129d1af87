import { parseArgs } from 'node:util'
import { verifyReceipt } from '@playhead/server/operations'
import { storeOptions, withStore } from '../open-store.ts'
import { readJson } from '../read-json.ts'
import { UsageError } from '../usage-error.ts'

/** Checks a receipt against a public key, or against the key of a database. */
export async function checkReceipt(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...storeOptions, 'public-key': { type: 'string' } },
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) throw new UsageError('Name one receipt.')
  const value = readJson(path)
  const publicKey =
    values['public-key'] ??
    (await withStore(values, async (store) => (await store.sign('')).publicKey))
  const { sessions, erasedAt, by } = verifyReceipt(value, publicKey)
  console.log(
    `The receipt holds: ${sessions.length} sessions erased on ${new Date(erasedAt).toISOString()} by ${by}.`,
  )
}
