import type { ElementReference } from '@playhead/protocol'

export type Tone = 'plain' | 'error' | 'warning' | 'muted'

/** An event in one line. */
export interface EventLine {
  /** The kind of thing it is, in a word or two. */
  label: string
  /** What it was. */
  summary: string
  tone: Tone
}

export function line(label: string, summary: string, tone: Tone = 'plain'): EventLine {
  return { label, summary, tone }
}

/** By its name where that may be read, else by the end of its selector, which says the most. */
export function nameElement({ name, role, tag, selector }: ElementReference): string {
  return name === undefined || name === '' ? shorten(selector) : `${role ?? tag} “${name}”`
}

function shorten(selector: string): string {
  const parts = selector.split(' > ')
  // An id or an attribute, such as a field's name, tells an element apart by itself.
  const kept = /[#[]/.test(parts.at(-1) ?? '') ? 1 : 2
  return parts.length > kept ? `… ${parts.slice(-kept).join(' > ')}` : selector
}

/** `key: value` pairs, cut where a row would end anyway. */
export function toCompact(fields: { readonly [key: string]: unknown }): string {
  const pairs = Object.entries(fields).map(([key, value]) => `${key}: ${toText(value)}`)
  const text = pairs.join(', ')
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')
}
