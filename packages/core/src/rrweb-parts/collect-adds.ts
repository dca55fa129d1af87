import { getRootNode, host, nextSibling, parentNode, previousSibling } from './dom-access.ts'
import type { Mirror } from './mirror.ts'

interface Add {
  parentId: number
  nextId: number | null
  node: { id: number }
}

/** Serialises a node with everything in it. @param onNode is called for each node of it. */
type Serialize = (node: Node, onNode: (node: Node) => void) => { id: number } | null

/**
 * The nodes that a batch of mutations has put into the page: each as one tree. rrweb sorts every single
 * node into an order in which a player can add them one by one, which is most of its work on a large
 * change; here only the roots are sorted, and `expandFrame` of the protocol takes the trees apart.
 *
 * What counts is the page as it stands now. A node that has come and gone is not there, and one that
 * was moved twice is where it is.
 *
 * @param candidates every node that was added or moved; emptied.
 */
export function collectAdds(
  candidates: Set<Node>,
  mirror: Pick<Mirror, 'getId'>,
  serialize: Serialize,
): { adds: Add[]; addedIds: Set<number> } {
  const adds: Add[] = []
  const addedIds = new Set<number>()
  const onNode = (node: Node): void => {
    candidates.delete(node)
    addedIds.add(mirror.getId(node))
  }
  for (const candidate of candidates) {
    const root = outermost(candidate, candidates)
    let last = root
    for (let next = nextSibling(last); next && candidates.has(next); next = nextSibling(last)) {
      last = next
    }
    // From the last to the first: each then knows the one it stands before.
    for (let at: Node | null = last; at && candidates.has(at); at = previousSibling(at)) {
      candidates.delete(at)
      const parent = parentNode(at)
      // A field's text is its value, which is recorded as such.
      if (!parent || !at.isConnected || isTextarea(parent)) continue
      const parentId = mirror.getId(host(parent) ?? parent)
      if (parentId < 1) continue
      const nextId = idOfNext(at, mirror)
      const node = serialize(at, onNode)
      if (node) adds.push({ parentId, nextId, node })
    }
  }
  return { adds, addedIds }
}

function outermost(node: Node, candidates: ReadonlySet<Node>): Node {
  let root = node
  for (let at = parentNode(node); at; at = parentNode(at)) if (candidates.has(at)) root = at
  return root
}

/** Of the next sibling that is in the frames: comments and scripts are not. */
function idOfNext(node: Node, mirror: Pick<Mirror, 'getId'>): number | null {
  for (let next = nextSibling(node); next; next = nextSibling(next)) {
    const id = mirror.getId(next)
    if (id > 0) return id
  }
  return null
}

function isTextarea(node: Node): boolean {
  return node.nodeName === 'TEXTAREA'
}

/**
 * Shadow roots that were recorded with their hosts in this turn. The observer of such a root is told of
 * its first nodes in the same turn, after the observer of the page: they must not be added twice.
 */
export function createFreshRoots() {
  const roots = new Set<Node>()
  return {
    add(root: Node): void {
      // All observers are called in one microtask, so this runs after the last of them.
      if (roots.size === 0) queueMicrotask(() => roots.clear())
      roots.add(root)
    },
    has: (node: Node): boolean => roots.size > 0 && roots.has(getRootNode(node)),
  }
}
