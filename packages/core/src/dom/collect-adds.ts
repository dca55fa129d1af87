import { host, isConnected, nextSibling, nodeType, parentNode, previousSibling } from './access.ts'
import type { Room } from './frame-queue.ts'
import type { Mirror } from './mirror.ts'
import type { SerializedNode } from './serialized-node.ts'

export interface Add {
  parentId: number
  nextId: number | null
  node: SerializedNode
}

/**
 * The nodes that a batch of mutations has put into the page: each as one tree, which `expandFrame` of the
 * protocol takes apart into the entries that rrweb's player adds one by one.
 *
 * What counts is the page as it stands now. A node that has come and gone is not there, and one that
 * was moved twice is where it is.
 *
 * @param candidates every node that was added or moved; those that are done with are taken out.
 * @param room what is left of the candidates once this has been used up is for another time.
 * @param serialize has to take each node that it serialises out of the candidates, and to use up room.
 */
export function collectAdds(
  candidates: Set<Node>,
  mirror: Pick<Mirror, 'idOf'>,
  room: Room,
  serialize: (node: Node, parent: Node) => SerializedNode | null,
): Add[] {
  const adds: Add[] = []
  for (const candidate of candidates) {
    if (room.left <= 0) break
    const root = outermost(candidate, candidates)
    let last = root
    for (let next = nextSibling(last); next && candidates.has(next); next = nextSibling(last)) {
      last = next
    }
    // From the last to the first: each then knows the one it stands before.
    for (
      let at: Node | null = last;
      at && candidates.has(at) && room.left > 0;
      at = previousSibling(at)
    ) {
      candidates.delete(at)
      room.left--
      const parent = parentNode(at)
      if (!parent || !isConnected(at)) continue
      const parentId = mirror.idOf(host(parent) ?? parent)
      if (parentId === 0) continue
      const nextId = idOfNext(at, mirror)
      const node = serialize(at, parent)
      if (node) adds.push({ parentId, nextId, node })
    }
  }
  return adds
}

/** Across shadow roots: what is in one is recorded with its host. */
function outermost(node: Node, candidates: ReadonlySet<Node>): Node {
  let root = node
  for (let at: Node | null = node; at; at = parentNode(at) ?? host(at)) {
    if (candidates.has(at)) root = at
  }
  return root
}

/** Of the next sibling that is in the frames: comments and scripts are not. */
function idOfNext(node: Node, mirror: Pick<Mirror, 'idOf'>): number | null {
  for (let next = nextSibling(node); next; next = nextSibling(next)) {
    const id = mirror.idOf(next)
    if (id > 0) return id
  }
  return null
}

/** Whether a node is a shadow root: its nodes belong to its host, apart. */
export function isShadow(node: Node): boolean {
  return nodeType(node) === 11
}
