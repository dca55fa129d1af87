import { getAttribute, tagOf } from '../dom/access.ts'

/** Fields that were seen as a password's once: "show password" makes them text for a while. */
const passwordsOnce = new WeakSet<Element>()

/** What never shows, whatever a marker says: credentials, cards, codes, and what a person cannot see. */
const neverTypes = /^(?:password|hidden|file|checkbox|radio)$/
const neverPurposes = /\b(?:cc-|current-password|new-password|one-time-code)/
const neverNames = /pass(?:word|phrase|code)|\bpin\b|\botp\b|cvv|cvc|csc|card.?n|iban|ssn/i

/**
 * Whether the value of a field may be read: only if it is one line or a text that is marked as safe
 * itself. A safe region around it does not do.
 *
 * @param isSafeItself the field bears a mark of its own, and nothing around it masks.
 */
export function isReadableField(field: Element, isSafeItself: boolean): boolean {
  if (!/^(?:input|textarea)$/.test(tagOf(field))) return false
  const read = (name: string): string => getAttribute(field, name)?.toLowerCase() ?? ''
  const type = read('type')
  noteType(field, type)
  return (
    isSafeItself &&
    !passwordsOnce.has(field) &&
    !neverTypes.test(type) &&
    !neverPurposes.test(read('autocomplete')) &&
    !neverNames.test(`${read('name')} ${read('id')}`)
  )
}

/** A field is or was of this type. It may have changed before anybody has looked at it. */
export function noteType(field: Element, type: string | null): void {
  if (/^password$/i.test(type ?? '')) passwordsOnce.add(field)
}

/** What is in a field now. */
export function readField(field: Element): string {
  return 'value' in field && typeof field.value === 'string' ? field.value : ''
}
