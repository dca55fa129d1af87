import type { JsonValue, TimelineEvent } from '@playhead/protocol'
import { scrubText, type TextRules } from './scrub-text.ts'

/** What nests deeper is left out: a decoder bounds the depth too. */
const maxDepth = 100

/** Not the user's id, nor the id and the address that another tool has for something. */
const written = /^(?:name|title|properties|traits|flags)$/

/**
 * An event that the application wrote (`track`, `identify`, `setFlags`, `link`), with what the detectors find in its
 * texts taken out. The user's id stays: it is what the application chose to name the user by.
 */
export function cleanOwnEvent<Event extends TimelineEvent>(event: Event, rules: TextRules): Event {
  const own: [string, JsonValue][] = Object.entries(event).filter(([field]) => written.test(field))
  return {
    ...event,
    ...Object.fromEntries(own.map(([field, value]) => [field, cleanValue(value, rules, 0, '')])),
    ...(event.type === 'link' && event.url && { url: rules.hideEntered(event.url) }),
  }
}

type Fields = { readonly [key: string]: JsonValue }

/** Keys are cleaned as well: they may be data. */
export function cleanFields(
  fields: Fields,
  rules: TextRules,
  depth = 0,
): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      scrubText(key, rules),
      cleanValue(value, rules, depth + 1, key),
    ]),
  )
}

function cleanValue(value: JsonValue, rules: TextRules, depth: number, key: string): JsonValue {
  if (typeof value === 'string' || typeof value === 'number') return cleanLeaf(value, rules, key)
  if (typeof value !== 'object' || value === null) return value
  if (depth > maxDepth) return '…'
  return isList(value)
    ? value.map((item) => cleanValue(item, rules, depth + 1, key))
    : cleanFields(value, rules, depth)
}

/**
 * What it is may show in its field's name only, so it is looked at as code writes it. A number may be one, too.
 * @param key '' if it has none.
 */
export function cleanLeaf(value: string | number, rules: TextRules, key: string): string | number {
  const before = key && `${key}: "`
  const found = rules.takeOut(before + value)
  const cleaned = found.startsWith(before) ? scrubText(found.slice(before.length), rules) : '*'
  return cleaned === String(value) ? value : cleaned
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}
