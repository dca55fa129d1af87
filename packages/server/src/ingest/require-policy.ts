import type { SegmentHeader } from '@playhead/protocol'
import { ReplayError } from '../replay-error.ts'

/** The privacy policies that are in force, by their hashes; or a function that knows them now. */
export type RequirePolicy =
  | readonly string[]
  | (() => readonly string[] | Promise<readonly string[]>)

/** @throws {ReplayError} `invalid_option` if a hash is none. */
export function checkRequirePolicy(required: RequirePolicy | undefined): void {
  if (required === undefined || typeof required === 'function') return
  const wrong = required.find((hash) => !/^[0-9a-f]{16}$/.test(hash))
  if (wrong === undefined && required.length > 0) return
  throw new ReplayError(
    'invalid_option',
    `requirePolicy names ${wrong === undefined ? 'no policy' : JSON.stringify(wrong)}; give 16 hex digits, such as policyHash() of @playhead/core/policy tells.`,
  )
}

/**
 * Refuses what was recorded under other rules: by a page that was open before the rules were changed, or
 * by one that does not use them.
 *
 * @throws {ReplayError} `policy_refused`; `internal` if the function fails.
 */
export async function requirePolicyOf(
  { policy }: SegmentHeader,
  required: RequirePolicy,
): Promise<void> {
  if ((await readNow(required)).includes(policy)) return
  throw new ReplayError(
    'policy_refused',
    `This was recorded under the privacy policy ${policy}, which is not in force here. Reload the page; if that does not help, add it to requirePolicy or correct the page's privacy options.`,
  )
}

/** What cannot be told takes nothing, and is the server's own failure: recorders try again. */
async function readNow(required: RequirePolicy): Promise<readonly string[]> {
  try {
    const current: unknown = typeof required === 'function' ? await required() : required
    if (Array.isArray(current)) return current.map(String)
  } catch (cause) {
    throw new ReplayError('internal', 'requirePolicy() failed, so nothing is taken.', { cause })
  }
  throw new ReplayError('internal', 'requirePolicy() answered no list, so nothing is taken.')
}
