import { firstChild, nextSibling, shadowRoot } from './dom-access.ts'

/** Which number the frames give a node, and back. */
export interface Mirror {
  /** -1 if the node is not in the frames. */
  getId(node: Node | null): number
  getNode(id: number): Node | null
  has(id: number): boolean
  hasNode(node: Node): boolean
  getMeta(node: Node): { id: number } | null
  add(node: Node, serialized: { id: number }): void
  /** Forgets a node that was taken out, with everything in it. It keeps its number, should it return. */
  removeNodeFromMap(node: Node): void
  /** What a frame held; once it is out of the page, it cannot be asked any more. */
  addFrame(frame: Node, content: Document): void
  reset(): void
}

/**
 * rrweb's own mirror keeps each node's serialised form, text included, for as long as the node lives, and
 * never lets go of what was in a removed shadow root or frame. This one keeps numbers.
 */
export function createMirror(): Mirror {
  let nodes = new Map<number, Node>()
  let ids = new WeakMap<Node, number>()
  let frames = new WeakMap<Node, Document>()

  function forget(node: Node): void {
    const id = ids.get(node)
    if (id !== undefined) nodes.delete(id)
    for (let child = firstChild(node); child; child = nextSibling(child)) forget(child)
    const inside = shadowRoot(node) ?? frames.get(node)
    if (inside) forget(inside)
  }

  return {
    getId: (node) => (node ? (ids.get(node) ?? -1) : -1),
    getNode: (id) => nodes.get(id) ?? null,
    has: (id) => nodes.has(id),
    hasNode: (node) => ids.has(node),
    getMeta(node) {
      const id = ids.get(node)
      return id === undefined ? null : { id }
    },
    add(node, { id }) {
      nodes.set(id, node)
      ids.set(node, id)
    },
    removeNodeFromMap: forget,
    addFrame(frame, content) {
      const before = frames.get(frame)
      if (before && before !== content) forget(before)
      frames.set(frame, content)
    },
    reset() {
      nodes = new Map()
      ids = new WeakMap()
      frames = new WeakMap()
    },
  }
}
