import { PlayerError } from '../player-error.ts'

/*
 * What the parsers of the API's answers have in common. A server of another version, a login page with
 * status 200 or a proxy's error page must not reach the viewer as if it were an answer.
 */

type Fields = Record<string, unknown>

export function record(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw unfit(what)
}

export function list(value: unknown, what: string): unknown[] {
  if (Array.isArray(value)) return value
  throw unfit(what)
}

export function number(value: unknown, what: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw unfit(what)
}

export function numberOrNull(value: unknown, what: string): number | null {
  return value === null ? null : number(value, what)
}

export function text(value: unknown, what: string): string {
  if (typeof value === 'string') return value
  throw unfit(what)
}

export function textOrNull(value: unknown, what: string): string | null {
  return value === null ? null : text(value, what)
}

export function yesOrNo(value: unknown, what: string): boolean {
  if (typeof value === 'boolean') return value
  throw unfit(what)
}

/** One of a closed list of words. */
export function oneOf<T extends string>(words: readonly T[], value: unknown, what: string): T {
  const found = words.find((word) => word === value)
  if (found !== undefined) return found
  throw unfit(what)
}

/** The server's own words about a failure, if the body holds them. */
export function parseErrorMessage(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('error' in value)) return null
  const { error } = value
  if (typeof error !== 'object' || error === null || !('message' in error)) return null
  return typeof error.message === 'string' ? error.message : null
}

export function unfit(what: string): PlayerError {
  return new PlayerError(
    'invalid_answer',
    `The server's answer has no valid ${what}. Viewer and server may be of different versions: reload the page, and update @playhead packages together.`,
  )
}
