import { firstChild, isElement, nextSibling, shadowRoot } from './access.ts'

/** Which number the frames give a node. It keeps nothing alive, and no content. */
export interface Mirror {
  /** 0 if the node is not in the frames now. */
  idOf(node: Node | null): number
  /** Also if it has been taken out since. */
  knownId(node: Node): number
  /** Puts a node into the frames. @returns its number, the same as before if it was there once. */
  add(node: Node): number
  /** Promises a number to a node that is to come. */
  reserve(node: Node): number
  /** A node was taken out, with everything in it. It keeps its number, should it return. */
  forget(node: Node): void
  /**
   * What a frame holds, null if that cannot be read; once the frame is out of the page, it cannot be asked any more.
   * @returns what it held before; undefined if it was not told yet.
   */
  showFrame(frame: Node, content: Document | null): Document | null | undefined
  /** The frames begin anew. */
  reset(): void
}

export function createMirror(last = 0): Mirror {
  /** Negative while the node is out. */
  let ids = new WeakMap<Node, number>()
  let frames = new WeakMap<Node, Document | null>()

  /**
   * What is in a shadow tree gets other numbers should it return: rrweb's player takes such a tree out with
   * its host, but remembers what was in it, and would show that again.
   */
  function forget(node: Node, isInside = false): void {
    const id = ids.get(node)
    if (isInside) ids.delete(node)
    else if (id !== undefined && id > 0) ids.set(node, -id)
    for (let child = firstChild(node); child; child = nextSibling(child)) forget(child, isInside)
    const inside = isElement(node) && (shadowRoot(node) ?? frames.get(node))
    // First: a frame can be put into the document that it has shown.
    if (inside || inside === null) frames.delete(node)
    if (inside) forget(inside, true)
  }

  const knownId = (node: Node): number => Math.abs(ids.get(node) ?? 0)

  return {
    idOf: (node) => (node ? Math.max(0, ids.get(node) ?? 0) : 0),
    knownId,
    add(node) {
      const id = knownId(node) || ++last
      ids.set(node, id)
      return id
    },
    reserve(node) {
      const id = knownId(node) || ++last
      ids.set(node, -id)
      return id
    },
    forget: (node) => forget(node),
    showFrame(frame, content) {
      const before = frames.get(frame)
      if (before && before !== content) forget(before)
      frames.set(frame, content)
      return before
    },
    reset() {
      ids = new WeakMap()
      frames = new WeakMap()
    },
  }
}
