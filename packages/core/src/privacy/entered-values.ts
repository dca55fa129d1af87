import type { Listen } from '../page/listen.ts'
import { isReadableField, readField } from './readable-field.ts'

/** What people have entered in this page, to be taken out of whatever else speaks of it. */
export interface EnteredValues {
  hide(text: string): string
  /** Also remembers what is entered from now on and no longer in its field later. */
  watch(listen: Listen): () => void
}

const fields =
  'input:not([type=checkbox],[type=radio],[type=submit],[type=button],[type=reset],[type=image],[type=range],[type=color]),textarea'
const maxFields = 200
const maxRemembered = 50
const maxLength = 200
/** As short as these a value is also a piece of other words, and says little by itself. */
const wholeWordLength = 6

/**
 * Applications log, throw, track and request what is entered in them. What is kept of such text must
 * not show what is masked in the field.
 *
 * @param safe a field that fits this, and may show its value, is no secret.
 */
export function createEnteredValues(safe: string): EnteredValues {
  /** The last value of each field that was changed lately, by what stands for it: it may be gone itself. */
  const remembered = new Map<object, string>()
  const standIns = new WeakMap<Element, object>()
  let pattern: RegExp | null | undefined

  function build(): RegExp | null {
    const open = document.querySelectorAll<HTMLElement>(fields)
    const values = new Set([...remembered.values()].flatMap(toForms))
    for (const field of [...open].slice(0, maxFields)) {
      for (const form of toForms(valueOf(field))) values.add(form)
    }
    if (values.size === 0) return null
    const parts = [...values].sort((a, b) => b.length - a.length).map(toPattern)
    return new RegExp(parts.join('|'), 'giu')
  }

  function valueOf(field: Element): string {
    if (field.matches(safe) && isReadableField(field, true)) return ''
    // A file's name stands behind a path that is nobody's.
    const value = readField(field)
      .replace(/^C:\\fakepath\\/, '')
      .trim()
    // Hidden fields hold settings as well, in short words.
    return field.getAttribute('type') === 'hidden' && value.length < 8 ? '' : value
  }

  return {
    hide(text) {
      if (typeof document === 'undefined') return text
      if (pattern === undefined) {
        pattern = build()
        // Fields do not change while a snapshot asks for each of its links.
        setTimeout(() => {
          pattern = undefined
        })
      }
      return pattern ? text.replace(pattern, '*') : text
    },
    watch(listen) {
      const stop = listen(document, ['input', 'change'], (event) => {
        const [field] = event.composedPath()
        if (!(field instanceof Element)) return
        const value = field.matches(fields) ? valueOf(field) : (field.textContent ?? '')
        const key = standIns.get(field) ?? {}
        standIns.set(field, key)
        remembered.delete(key)
        if (value !== '') remembered.set(key, value)
        const [oldest] = remembered.keys()
        if (oldest && remembered.size > maxRemembered) remembered.delete(oldest)
        pattern = undefined
      })
      return () => {
        stop()
        remembered.clear()
      }
    },
  }
}

/** The ways in which a value is written: as it is, encoded, and each word of a short one. */
function toForms(value: string): string[] {
  if (value.length > maxLength || !isTelling(value)) return []
  const words = value.split(/\s+/)
  const names = words.length > 1 && words.length < 6 ? words.filter((word) => word.length > 3) : []
  return [value, ...names].flatMap((text) => [
    text,
    encodeURIComponent(text),
    encodeURIComponent(text).replaceAll('%20', '+'),
  ])
}

function isTelling(value: string): boolean {
  return value.length >= 3 && !/^(?:\d{3}|true|false|null|undefined)$/.test(value)
}

function toPattern(value: string): string {
  const escaped = value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return value.length < wholeWordLength
    ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`
    : escaped
}
