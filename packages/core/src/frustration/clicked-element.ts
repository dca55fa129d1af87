import { isElementOfAnyRealm } from '../privacy/privacy-level.ts'

const usable =
  'a[href],button,input,summary,label,[onclick],[role=button],[role=link],[role=tab],[role=checkbox],[role=radio],[role=switch],[role=option],[role^=menuitem]'
/** What answers in its own way: with a caret, a list, a picture that no one but itself can read. */
const answersItself =
  'canvas,video,audio,iframe,object,embed,select,textarea,option,[contenteditable]:not([contenteditable=false]),input:not([type=submit],[type=button],[type=reset],[type=image])'
/** Descendants looked at to see whether a click left its mark on a control. */
const maxParts = 50

/** Null if clicks on it are never frustrating. */
export function findControl(target: Element): { element: Element; isUsable: boolean } | null {
  if (target.matches('html,body') || target.closest(answersItself) || hasLargeCanvas()) return null
  const control = target.closest(usable)
  return { element: control ?? target, isUsable: control !== null }
}

/** A game, a map, a drawing: what its buttons do is seen on the canvas, where it cannot be observed. */
function hasLargeCanvas(): boolean {
  return [...document.getElementsByTagName('canvas')].some(
    ({ clientWidth, clientHeight }) => clientWidth * clientHeight * 4 > innerWidth * innerHeight,
  )
}

export function looksUsable(element: Element): boolean {
  return getComputedStyle(element).cursor === 'pointer'
}

export function isDisabled(element: Element): boolean {
  return element.closest(':disabled,[aria-disabled=true]') !== null
}

/** Where a link leads, if the element is one. */
export function linkKind(element: Element): 'nowhere' | 'elsewhere' | 'page' | null {
  const href = element.getAttribute('href')
  if (href === null || !element.matches('a,area')) return null
  if (/^\s*(?:#!?|javascript:.*)?\s*$/is.test(href)) return 'nowhere'
  const target = element.getAttribute('target') ?? '_self'
  const isHere = /^(?:_self|_top|_parent|)$/.test(target) && !element.hasAttribute('download')
  return isHere && /^https?:$/.test(new URL(href, document.baseURI).protocol) ? 'page' : 'elsewhere'
}

/** The fields for which a form was not sent, if nothing says so in words. */
export function silentlyInvalid(element: Element): Element[] {
  const form = element.closest('form')
  if (!form || element.getAttribute('type') === 'button') return []
  const fields = [...form.querySelectorAll(':invalid,[aria-invalid=true]')].filter((field) =>
    field.matches('input,select,textarea,[aria-invalid]'),
  )
  const isSaid = fields.some((field) =>
    `${field.getAttribute('aria-errormessage')} ${field.getAttribute('aria-describedby')}`
      .split(' ')
      .some((id) => isSeen(document.getElementById(id))),
  )
  return isSaid || isSeen(form.querySelector('[role=alert]')) ? [] : fields
}

function isSeen(element: Element | null): boolean {
  return (
    element !== null && element.textContent?.trim() !== '' && element.getClientRects().length > 0
  )
}

/** The parts of a control as they are now, and what they look like from then on. */
export function watchLook(element: Element): { parts: Set<Node>; look(): string } {
  const parts = [element, ...element.querySelectorAll('*')].slice(0, maxParts)
  return {
    parts: new Set(parts),
    look: () =>
      parts.map((part) => `${part.getAttribute('class')} ${part.getAttribute('style')}`).join(),
  }
}

/**
 * Whether a change of the page answers a click. What only shows that a control was touched does not:
 * its class, a ripple put into it, a red border around a field.
 */
export function isAnswer(
  record: MutationRecord,
  parts: ReadonlySet<Node>,
  control: Element,
): boolean {
  const { type, target, attributeName, addedNodes, removedNodes } = record
  if (document.head.contains(target)) return false
  const isInside = control.contains(target)
  if (type === 'attributes') {
    const isField = isElementOfAnyRealm(target) && target.matches('input,select,textarea')
    return !isField && !(isInside && /^(?:class|style)$/.test(attributeName ?? ''))
  }
  if (type === 'characterData' || !isInside) return true
  return (
    [...removedNodes].some((node) => parts.has(node)) ||
    [...addedNodes, ...removedNodes].some((node) => node.textContent?.trim())
  )
}
