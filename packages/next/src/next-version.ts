import { createRequire } from 'node:module'
import { join } from 'node:path'

/** `instrumentationClientInject` came with 16.3.0: its page in Next's own documentation says so. */
export function supportsInject(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 16 || (major === 16 && minor >= 3)
}

/** The version of the `next` that the project in the working directory uses; else of our own peer. */
export function readNextVersion(): string {
  for (const from of [join(process.cwd(), 'next.config.js'), import.meta.url]) {
    try {
      return (createRequire(from)('next/package.json') as { version: string }).version
    } catch {
      // Not there: look in the next place.
    }
  }
  return '0.0.0'
}
