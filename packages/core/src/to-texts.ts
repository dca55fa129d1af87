import type { JsonValue } from '@playhead/protocol'

/** Those of the fields that are texts. */
export function toTexts(fields: Record<string, JsonValue>): Record<string, string> {
  const texts = Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  return Object.fromEntries(texts)
}
