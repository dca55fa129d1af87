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

/** The page's `Element` is another one than the viewer's, so `instanceof` does not tell. */
function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE
}
