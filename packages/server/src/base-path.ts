import { ReplayError } from './replay-error.ts'

/**
 * Only characters that mean the same in a URL, in HTML, in a script and in a regular expression's
 * literal: the base path is written into the viewer's files as it stands.
 */
const wellFormed = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._~-]*)*$/

/**
 * The path without a slash at its end; empty for the root.
 * @throws {ReplayError} `invalid_option`.
 */
export function parseBasePath(basePath: string): string {
  const path = typeof basePath === 'string' ? basePath.replace(/\/$/, '') : null
  if (path !== null && basePath !== '' && wellFormed.test(path)) return path
  throw new ReplayError(
    'invalid_option',
    `basePath is ${JSON.stringify(basePath)}; give the path under which the handler is mounted, such as '/api/replay', or '/' for a host of its own.`,
  )
}
