import { ReplayError, type ReplayErrorCode } from '../replay-error.ts'

/** Primary result codes (sqlite.org/rescode.html); extended ones carry them in their low byte. */
const known: Readonly<Record<number, { code: ReplayErrorCode; message: string }>> = {
  11: { code: 'storage_unreadable', message: 'The database is damaged' },
  13: { code: 'storage_full', message: 'The disk, or the size allowed for the database, is full' },
  26: { code: 'storage_unreadable', message: 'The file is not an SQLite database' },
}

/** What went wrong with the file at `path`, with SQLite's own words kept as cause. */
export function toStoreError(thrown: unknown, path: string): ReplayError {
  if (thrown instanceof ReplayError) return thrown
  const words = thrown instanceof Error ? thrown.message : String(thrown)
  const { code, message } = known[primaryCode(thrown)] ?? {
    code: isDiskFull(thrown) ? 'storage_full' : 'storage_unavailable',
    message: 'The database did not answer',
  }
  return new ReplayError(code, `${message}: ${path} (${words}).`, { cause: thrown })
}

function primaryCode(thrown: unknown): number {
  if (typeof thrown !== 'object' || thrown === null || !('errcode' in thrown)) return 0
  return Number(thrown.errcode) & 0xff
}

/** Making the directory or the file can meet a full disk before SQLite does. */
function isDiskFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC'
}
