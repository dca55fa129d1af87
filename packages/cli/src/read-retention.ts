import type { RetentionOptions } from '@playhead/server'
import { readJson } from './read-json.ts'
import { UsageError } from './usage-error.ts'

/** The `retention` of a server's configuration, in a file. The server's own parser checks the rest. */
export function readRetention(path: string): RetentionOptions {
  const value = readJson(path)
  if (isObject(value)) return value
  throw new UsageError(`${path} holds no retention, such as { "default": "14d" }.`)
}

function isObject(value: unknown): value is RetentionOptions {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
