import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { exportSessions, parseSelection } from '@playhead/server/operations'
import { storeOptions, withStore } from '../open-store.ts'
import { UsageError } from '../usage-error.ts'

/** Writes an archive that nobody but its owner may read. A file that is there stays as it is. */
export async function exportData(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      ...storeOptions,
      session: { type: 'string' },
      user: { type: 'string' },
      out: { type: 'string' },
    },
  })
  const { session, user, out } = values
  if (out === undefined) throw new UsageError('Name the archive with --out.')
  const selection = parseSelection({ session, user })
  await withStore(values, async (store, actor) => {
    const archive = await exportSessions(store, selection, { actor })
    const file = createWriteStream(out, { flags: 'wx', mode: 0o600 })
    try {
      await pipeline(archive, file)
    } catch (error) {
      // Half an archive must not be taken for a whole one; but never remove what was there before.
      if (!isThere(error)) await rm(out, { force: true })
      throw error
    }
  })
  console.log(
    `Exported to ${out}. It is personal data: hand it over on a safe way, then delete it.`,
  )
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
