import type { FrameEvent } from '@playhead/protocol'

interface Serialized {
  id: number
  type: number
  tagName?: string
  isShadow?: boolean
  childNodes?: Serialized[]
}

interface Change {
  source: number
  removes: { parentId: number; id: number }[]
  adds: { parentId: number; nextId: number | null; node: Serialized }[]
}

interface Built {
  id: number
  name: string
  inside: Built[]
  inShadow: Built[]
  home: Built[] | null
}

/**
 * Rebuilds the element structure of a page from its frames, as a player does: one node after the other,
 * and without mercy for an id that is not there.
 */
export function rebuildFrames(frames: readonly FrameEvent[]): (id: number) => string {
  const nodes = new Map<number, Built>()
  const nodeOf = (id: number): Built => {
    const node = nodes.get(id)
    if (!node) throw new Error(`The frames speak of node ${id}, which is not there.`)
    return node
  }
  const build = (serialized: Serialized, home: Built[], before: Built | null): void => {
    const { id, tagName, childNodes = [] } = serialized
    const node: Built = { id, name: tagName ?? '', inside: [], inShadow: [], home }
    if (nodes.get(id)?.home) throw new Error(`Node ${id} is added twice.`)
    nodes.set(id, node)
    home.splice(before ? home.indexOf(before) : home.length, 0, node)
    for (const child of childNodes) build(child, child.isShadow ? node.inShadow : node.inside, null)
  }
  const forget = (node: Built): void => {
    node.home = null
    for (const child of [...node.inside, ...node.inShadow]) forget(child)
  }
  for (const { type, data } of frames) {
    if (type === 2) {
      nodes.clear()
      build((data as { node: Serialized }).node, [], null)
    }
    const change = data as Change
    if (type !== 3 || change.source !== 0) continue
    for (const { id, parentId } of change.removes) {
      const node = nodeOf(id)
      // Gone already, with what it was in.
      if (!node.home) continue
      const parent = nodeOf(parentId)
      const home = parent.inside.includes(node) ? parent.inside : parent.inShadow
      if (home !== node.home)
        throw new Error(`Node ${id} is removed from ${parentId}, where it is not.`)
      home.splice(home.indexOf(node), 1)
      forget(node)
    }
    for (const { parentId, nextId, node } of change.adds) {
      const parent = nodeOf(parentId)
      build(
        node,
        node.isShadow ? parent.inShadow : parent.inside,
        nextId === null ? null : nodeOf(nextId),
      )
    }
  }
  const print = ({ name, inside, inShadow }: Built): string =>
    `${name || '#'}${inShadow.length > 0 ? `{${inShadow.map(print).join()}}` : ''}(${inside.map(print).join()})`
  return (id) => print(nodeOf(id))
}

/** The same of the page itself. */
export function printElement(node: Node): string {
  const printAll = (nodes: NodeListOf<ChildNode>): string =>
    [...nodes]
      .filter(({ nodeType }) => nodeType !== Node.COMMENT_NODE)
      .map(printElement)
      .join()
  if (!(node instanceof Element)) return '#()'
  const { shadowRoot } = node
  const shadow =
    shadowRoot && shadowRoot.childNodes.length > 0 ? `{${printAll(shadowRoot.childNodes)}}` : ''
  return `${node.tagName.toLowerCase()}${shadow}(${printAll(node.childNodes)})`
}
