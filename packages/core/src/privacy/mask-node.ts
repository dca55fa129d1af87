import { getAttribute, isElement, tagOf } from '../dom/access.ts'
import { maskText, maskValue } from './mask-text.ts'
import type { Policy } from './policy.ts'
import { type PrivacyLevel, type PrivacyMarks, readMarks } from './privacy-level.ts'
import { isReadableField, readField } from './readable-field.ts'
import { scrubStylesheet } from './scrub-css.ts'

/** @param parentTag lower case; of the element that the text is in. */
export function maskTextNode(
  text: string,
  level: PrivacyLevel,
  parentTag: string,
  policy: Pick<Policy, 'scrubUrl' | 'takeOut'>,
): string {
  if (level === 'block' || parentTag === 'script') return ''
  if (parentTag === 'style') return scrubStylesheet(text, policy.scrubUrl)
  if (level === 'editable') return text.trim() === '' ? '' : maskValue(text)
  // Markup that scripting leaves as text may hold anything, in a safe subtree too.
  return level === 'safe' && parentTag !== 'noscript' ? policy.takeOut(text) : maskText(text)
}

/** Fields that hold text. Of what is chosen, and of what nobody sees, nothing is recorded. */
const noText = /^(?:checkbox|radio|hidden|submit|button|reset|image)$/

export function isTextField(node: EventTarget | null): node is Element {
  if (!node || !('nodeType' in node) || !isElement(node as Node)) return false
  const tag = tagOf(node as Element)
  if (tag === 'textarea') return true
  return tag === 'input' && !noText.test(typeOf(node as Element))
}

/** Of an input, lower case. */
export function typeOf(element: Element): string {
  return getAttribute(element, 'type')?.toLowerCase() ?? 'text'
}

/** What is shown of what is in a field. @param outer the level around it. */
export function maskField(
  field: Element,
  outer: PrivacyLevel,
  { selectors, takeOut }: Policy,
): string {
  const { safe, mask, block } = readMarks(field, selectors)
  const isOpen = outer === 'safe' || outer === 'default'
  const value = readField(field)
  return isReadableField(field, safe && !mask && !block && isOpen)
    ? takeOut(value)
    : maskValue(value)
}

/** Notes which marks an element has when it is recorded. */
export function noteMarks(element: Element, marks: PrivacyMarks, policy: Policy): void {
  const key = keyOf(marks)
  if (key !== '') policy.marks.set(element, key)
}

/** Whether it bears other marks than when it was recorded; from now on these are what it had. */
export function isRemarked(element: Element, { marks, selectors }: Policy): boolean {
  const key = keyOf(readMarks(element, selectors))
  const known = marks.get(element) ?? ''
  if (key === known) return false
  if (key === '') marks.delete(element)
  else marks.set(element, key)
  return true
}

function keyOf({ safe, mask, block }: PrivacyMarks): string {
  return `${safe ? 's' : ''}${mask ? 'm' : ''}${block ? 'b' : ''}`
}
