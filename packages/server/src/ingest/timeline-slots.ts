import type { TimelineEvent } from '@playhead/protocol'
import type { Slot } from './personal-data.ts'

/**
 * Fields that hold no free text: words of the vocabulary, ids, and who the application says the user is,
 * by which sessions are found.
 */
const exempt: Readonly<Record<string, readonly string[]>> = {
  identify: ['user'],
  link: ['id', 'url'],
  consent: ['eraseHash'],
}
const exemptEverywhere = new Set(['type', 'at', 'trace', 'kind', 'tag', 'role'])

/** Fields in which the application may put any JSON. */
const jsonFields = new Set(['properties', 'traits', 'context'])

/** Every text of the events that may hold a personal datum. They are changed in place. */
export function timelineSlots(timeline: readonly TimelineEvent[]): Slot[] {
  const slots: Slot[] = []
  for (const event of timeline) {
    const fields: Record<string, unknown> = Object(event)
    const skipped = exempt[event.type] ?? []
    for (const name of Object.keys(fields)) {
      if (exemptEverywhere.has(name) || skipped.includes(name)) continue
      visit(fields, name, jsonFields.has(name), { channel: event.type, at: event.at }, slots)
    }
  }
  return slots
}

function visit(
  holder: Record<string, unknown>,
  name: string,
  isJson: boolean,
  about: Pick<Slot, 'channel' | 'at'>,
  slots: Slot[],
): void {
  const value = holder[name]
  const replace = (text: string): void => void (holder[name] = text)
  if (typeof value === 'string') {
    slots.push({ ...about, text: value, replace })
  } else if (isJson && typeof value === 'number' && Number.isInteger(value)) {
    // A card number may come as a number. What is found becomes a text, which any JSON may be.
    if (Math.abs(value) >= 1e9) slots.push({ ...about, text: String(value), replace })
  } else if (typeof value === 'object' && value !== null) {
    const inner: Record<string, unknown> = Object(value)
    for (const key of Object.keys(inner)) {
      visit(inner, key, isJson, about, slots)
      if (isJson && !Array.isArray(value))
        slots.push({ ...about, text: key, replace: rename(inner, key) })
    }
  }
}

function rename(holder: Record<string, unknown>, key: string): (text: string) => void {
  return (text) => {
    holder[text] = holder[key]
    delete holder[key]
  }
}
