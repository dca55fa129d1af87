import { closest, isWithin, matches } from '../dom/access.ts'
const usable =
  'a[href],button,input,summary,label,[onclick],[role=button],[role=link],[role=tab],[role=checkbox],[role=radio],[role=switch],[role=option],[role^=menuitem]'
/** What answers in its own way: with a caret, a list, a picture that no one but itself can read. */
const answersItself =
  'canvas,video,audio,iframe,object,embed,select,textarea,option,[contenteditable]:not([contenteditable=false]),input:not([type=submit],[type=button],[type=reset],[type=image])'
/** Descendants looked at to see whether a click left its mark on a control. */
const maxParts = 50

/** What somebody meant to use. */
export interface Control {
  element: Element
  /** Not only where it was clicked: it is made to be. */
  isUsable: boolean
}

/** Null if clicks on it are never frustrating. */
export function findControl(target: Element): Control | null {
  if (matches(target, 'html,body') || isWithin(target, answersItself) || hasLargeCanvas())
    return null
  const control = closest(target, usable)
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

/** A control and what is in it, as it is now. */
export function partsOf(element: Element): Element[] {
  return [element, ...element.querySelectorAll('*')].slice(0, maxParts)
}

export function lookOf(parts: readonly Element[]): string {
  return parts.map((part) => `${part.getAttribute('class')} ${part.getAttribute('style')}`).join()
}
