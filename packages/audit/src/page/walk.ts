/** All nodes of a tree, and of the shadow roots in it, open and closed. */
export function walk(root: Node): Node[] {
  const nodes: Node[] = []
  collect(root, nodes)
  return nodes
}

function collect(root: Node, nodes: Node[]): void {
  const walker = document.createTreeWalker(root)
  while (walker.nextNode()) {
    const { currentNode } = walker
    nodes.push(currentNode)
    if (currentNode instanceof Element) {
      const shadow = currentNode.shadowRoot ?? closedRoots().get(currentNode)
      if (shadow) collect(shadow, nodes)
    }
  }
}

function closedRoots(): WeakMap<Element, ShadowRoot> {
  const roots: unknown = Reflect.get(globalThis, 'playheadAuditRoots')
  return roots instanceof WeakMap ? roots : new WeakMap()
}
