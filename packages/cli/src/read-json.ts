import { readFileSync } from 'node:fs'
import { UsageError } from './usage-error.ts'

export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError(`${path} cannot be read as JSON: ${words}`, { cause })
  }
}
