import type { JsonValue } from '@playhead/protocol'

const maxLength = 16_000

/**
 * A copy of an object as JSON carries it, so that later changes to the original do not show.
 * @returns null if it is no plain object, cyclic, or longer than 16,000 characters as JSON.
 */
export function toJsonObject(value: unknown): Record<string, JsonValue> | null {
  try {
    const text = JSON.stringify(value)
    const copy: unknown = text.length <= maxLength ? JSON.parse(text) : null
    const isObject = typeof copy === 'object' && copy !== null && !Array.isArray(copy)
    // It came out of `JSON.parse`, so whatever is in it is a JSON value.
    return isObject ? (copy as Record<string, JsonValue>) : null
  } catch {
    return null
  }
}
