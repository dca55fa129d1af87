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

/** @param field the name that says what the value is; '' for those of the events' own fields. */
function visit(
  holder: Record<string, unknown>,
  name: string,
  isJson: boolean,
  about: Pick<Slot, 'channel' | 'at'>,
  slots: Slot[],
  field = '',
): void {
  const value = holder[name]
  if (typeof value === 'string' || (isJson && isLongNumber(value))) {
    slots.push({ ...about, ...named(field, String(value), (text) => (holder[name] = text)) })
  } else if (typeof value === 'object' && value !== null) {
    const inner: Record<string, unknown> = Object(value)
    for (const key of Object.keys(inner)) {
      const isField = isJson && !Array.isArray(value)
      visit(inner, key, isJson, about, slots, isField ? key : field)
      if (isField) slots.push({ ...about, text: key, replace: rename(inner, key) })
    }
  }
}

/** A card, a phone or a place may come as a number. What is found becomes a text, which any JSON may be. */
function isLongNumber(value: unknown): value is number {
  return typeof value === 'number' && String(value).length > 5
}

/** What it is may show in its field's name only, so it is looked at as code writes it. */
function named(
  field: string,
  value: string,
  put: (text: string) => void,
): Pick<Slot, 'text' | 'replace'> {
  if (field === '') return { text: value, replace: put }
  const before = `${field}: "`
  return {
    text: `${before}${value}"`,
    // Where the name holds something as well it is another slot's, and of the value nothing is kept.
    replace: (text) => put(text.startsWith(before) ? text.slice(before.length, -1) : '[personal]'),
  }
}

function rename(holder: Record<string, unknown>, key: string): (text: string) => void {
  return (text) => {
    holder[text] = holder[key]
    delete holder[key]
  }
}
