import { isObject } from '../read-frames.ts'

/** IncrementalSource of @rrweb/types. */
const styleSheetRule = 8
const adoptedStyleSheet = 15

/**
 * The class `:hover` on what the pointer is over: rrweb's rebuild rewrites `:hover` rules to it. The
 * page is left exactly as it was, since recorded changes are applied on top of it.
 */
export function createHover(): { enter(node: Node | null): void; leave(): void } {
  let hovered: { element: Element; hadClass: boolean }[] = []

  function leave(): void {
    for (const { element, hadClass } of hovered) {
      element.classList.remove(':hover')
      if (!hadClass && element.getAttribute('class') === '') element.removeAttribute('class')
    }
    hovered = []
  }

  return {
    leave,
    enter(node) {
      leave()
      for (let parent = node; parent; parent = parent.parentNode) {
        if (!isElement(parent) || parent.classList.contains(':hover')) continue
        hovered.push({ element: parent, hadClass: parent.hasAttribute('class') })
        parent.classList.add(':hover')
      }
    },
  }
}

/**
 * Rewrites `:hover` in the rules that a frame brings: rrweb does so where it takes a stylesheet as a whole,
 * not for rules that come later, nor for constructed stylesheets.
 *
 * @param data of a frame, which is changed.
 */
export function rewriteHover(data: unknown): void {
  if (!isObject(data)) return
  if (data.source === styleSheetRule) {
    rewriteIn(data, 'replace')
    rewriteIn(data, 'replaceSync')
    objectsOf(data.adds).forEach(rewriteRule)
  }
  if (data.source === adoptedStyleSheet) {
    objectsOf(data.styles)
      .flatMap((style) => objectsOf(style.rules))
      .forEach(rewriteRule)
  }
}

function rewriteRule(added: Record<string, unknown>): void {
  rewriteIn(added, 'rule')
}

function rewriteIn(said: Record<string, unknown>, name: string): void {
  const css = said[name]
  if (typeof css === 'string') {
    said[name] = css.replace(/(?<!\\):hover(?![-\w])/g, ':is(:hover,.\\:hover)')
  }
}

function objectsOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isObject) : []
}

/** The page's `Element` is another one than the viewer's, so `instanceof` does not tell. */
function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE
}
