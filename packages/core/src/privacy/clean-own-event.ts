import type { FlagsEvent, JsonValue, TimelineEvent } from '@playhead/protocol'
import { scrubText, type TextRules } from './scrub-text.ts'

/** What nests deeper is left out: a decoder bounds the depth too. */
const maxDepth = 100

/**
 * An event that the application wrote (`track`, `identify`, `setFlags`, `link`), with what the detectors find in its
 * texts taken out. The user's id stays: it is what the application chose to name the user by.
 */
export function cleanOwnEvent(event: TimelineEvent, rules: TextRules): TimelineEvent {
  const clean = (text: string): string => scrubText(text, rules)
  switch (event.type) {
    case 'custom':
      return {
        ...event,
        name: clean(event.name),
        properties: cleanFields(event.properties, rules),
      }
    case 'identify':
      return { ...event, traits: cleanFields(event.traits, rules) }
    case 'flags':
      return { ...event, flags: cleanFlags(event.flags, clean) }
    case 'link':
      return {
        ...event,
        url: event.url && rules.hideEntered(event.url),
        ...(event.title !== undefined && { title: clean(event.title) }),
      }
    default:
      return event
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
      cleanValue(value, rules, depth + 1),
    ]),
  )
}

function cleanValue(value: JsonValue, rules: TextRules, depth: number): JsonValue {
  if (typeof value === 'string') return scrubText(value, rules)
  if (typeof value !== 'object' || value === null) return value
  if (depth > maxDepth) return '…'
  return isList(value)
    ? value.map((item) => cleanValue(item, rules, depth + 1))
    : cleanFields(value, rules, depth)
}

type Flags = FlagsEvent['flags']

function cleanFlags(flags: Flags, clean: (text: string) => string): Flags {
  return Object.fromEntries(
    Object.entries(flags).map(([name, variant]) => [
      clean(name),
      typeof variant === 'string' ? clean(variant) : variant,
    ]),
  )
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}
