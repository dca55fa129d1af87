import type { JsonValue, ScrubUrl, TimelineEvent } from '@playhead/protocol'
import { scrubText } from './scrub-text.ts'

/**
 * An event that the application wrote (`track`, `identify`, `link`), with what the detectors find in its
 * texts taken out. The user's id stays: it is what the application chose to name the user by.
 */
export function cleanOwnEvent(event: TimelineEvent, scrubUrl: ScrubUrl): TimelineEvent {
  const clean = (text: string): string => scrubText(text, scrubUrl)
  switch (event.type) {
    case 'custom':
      return {
        ...event,
        name: clean(event.name),
        properties: cleanFields(event.properties, scrubUrl),
      }
    case 'identify':
      return { ...event, traits: cleanFields(event.traits, scrubUrl) }
    case 'link':
      return event.title === undefined ? event : { ...event, title: clean(event.title) }
    default:
      return event
  }
}

type Fields = { readonly [key: string]: JsonValue }

/** Keys are cleaned as well: they may be data. */
export function cleanFields(fields: Fields, scrubUrl: ScrubUrl): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      scrubText(key, scrubUrl),
      cleanValue(value, scrubUrl),
    ]),
  )
}

function cleanValue(value: JsonValue, scrubUrl: ScrubUrl): JsonValue {
  if (typeof value === 'string') return scrubText(value, scrubUrl)
  if (typeof value !== 'object' || value === null) return value
  return isList(value)
    ? value.map((item) => cleanValue(item, scrubUrl))
    : cleanFields(value, scrubUrl)
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}
