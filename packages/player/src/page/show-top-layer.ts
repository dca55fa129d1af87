import { topLayer } from '@playhead/protocol'
import { rootsOf } from './roots.ts'

const onTop = ':is(:modal, :popover-open)'
const filling = 'data-playhead-filling'

/**
 * Lays above the rebuilt page what lay above the recorded one, in the same order, and takes down what does
 * not any more. As no script runs in the page, nothing in it hears of that.
 */
export function showTopLayer(page: Document): void {
  const roots = rootsOf(page)
  const marked = findAll(roots, `[${topLayer}]`)
  for (const element of findAll(roots, onTop)) {
    if (!element.hasAttribute(topLayer)) takeDown(element)
  }
  marked.sort((one, other) => placeOf(one) - placeOf(other))
  // Whatever is laid there comes above all else: from the first one that is not where it was, all are.
  const first = marked.findIndex((element) => {
    return !element.matches(onTop) || laid.get(element) !== placeOf(element)
  })
  const toCome = first < 0 ? [] : marked.slice(first)
  for (const element of toCome) if (element.matches(onTop)) takeDown(element)
  for (const element of toCome) layOn(element)
}

/** The place that each was laid at. */
const laid = new WeakMap<Element, number>()

/** What fills the screen there fills the page here; a popover's own looks are taken from it. */
export const fillingRules = [
  `[${filling}] { position: fixed !important; inset: 0 !important; margin: 0 !important; box-sizing: border-box !important; min-width: 0 !important; max-width: none !important; min-height: 0 !important; max-height: none !important; width: 100% !important; height: 100% !important; transform: none !important }`,
  `:where([${filling}]) { border: 0; padding: 0; background: none; color: inherit; overflow: visible; object-fit: contain }`,
]

function findAll(roots: readonly ParentNode[], selector: string): HTMLElement[] {
  return roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)])
}

function placeOf(element: Element): number {
  return Number(element.getAttribute(topLayer))
}

function layOn(element: HTMLElement): void {
  laid.set(element, placeOf(element))
  if (element.localName === 'dialog' && !element.hasAttribute('popover')) {
    const dialog = element as HTMLDialogElement
    // An open one that is not modal has to be closed first.
    dialog.removeAttribute('open')
    return dialog.showModal()
  }
  if (element === element.ownerDocument.documentElement) return
  if (!element.hasAttribute('popover')) element.setAttribute(filling, '')
  // By itself it would close those that are open.
  element.setAttribute('popover', 'manual')
  element.showPopover()
}

function takeDown(element: HTMLElement): void {
  if (element.matches(':popover-open')) element.hidePopover()
  else {
    const dialog = element as HTMLDialogElement
    // What has lost its attribute lies there still, unseen.
    dialog.setAttribute('open', '')
    dialog.close()
  }
  if (!element.hasAttribute(filling)) return
  element.removeAttribute(filling)
  element.removeAttribute('popover')
}
