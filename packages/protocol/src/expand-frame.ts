import type { FrameEvent } from './frame-event.ts'

/*
 * Frames as segments of version 1 hold them. rrweb writes each node that is added as an entry of its own,
 * with its parent's id, its neighbour's and its own; there, a node holds its children, and what follows from
 * the entry before is left out:
 *
 * - `id`, where it is one more than that of the node before it;
 * - `parentId`, where it is that of the entry before; `nextId`, where it is the node of the entry before;
 * - empty `attributes` and `childNodes`;
 * - of a removed node, `by` tells its id's distance from the one before, in the place of `id`.
 *
 * What rrweb wrote itself has nothing left out, so expanding it changes nothing.
 */
type Node = { type: unknown } & Partial<Record<'id' | 'attributes' | 'childNodes', unknown>>

const elementType = 2
const fullSnapshot = 2
const incremental = 3
const mutationSource = 0

/** Writes out what was left out, in place: after it, the frame is as rrweb writes and reads it. */
export function expandFrame(frame: FrameEvent): FrameEvent {
  const { data } = frame
  if (!isObject(data)) return frame
  const ids = { last: 0 }
  if (frame.type === fullSnapshot) expandNode(data['node'], ids)
  if (!isMutation(frame)) return frame
  let parentId: unknown
  let nextId: unknown
  const adds: Record<string, unknown>[] = []
  for (const add of listOf(data['adds'])) {
    parentId = add['parentId'] ??= parentId
    if (add['nextId'] === undefined && nextId !== undefined) add['nextId'] = nextId
    expandNode(add['node'], ids)
    nextId = isObject(add['node']) ? add['node']['id'] : undefined
    takeApart(add, adds)
  }
  if (Array.isArray(data['adds'])) data['adds'] = adds
  let removedFrom: unknown
  let removed = 0
  for (const remove of listOf(data['removes'])) {
    removedFrom = remove['parentId'] ??= removedFrom
    const { by } = remove
    if (typeof by !== 'number') continue
    removed += by
    remove['id'] = removed
    delete remove['by']
  }
  return frame
}

function expandNode(node: unknown, ids: { last: number }): void {
  if (!isNode(node)) return
  if (node.id === undefined) node.id = ids.last + 1
  if (typeof node.id === 'number') ids.last = node.id
  if (node.type === elementType) node.attributes ??= {}
  if (node.type === elementType || node.type === 0) node.childNodes ??= []
  if (Array.isArray(node.childNodes)) for (const child of node.childNodes) expandNode(child, ids)
}

/** One entry for each node of an element's tree, in the order in which rrweb adds them. */
function takeApart(add: Record<string, unknown>, into: Record<string, unknown>[]): void {
  into.push(add)
  const { node } = add
  // A frame's document comes as a tree from rrweb too.
  if (!isNode(node) || node.type !== elementType || !Array.isArray(node.childNodes)) return
  const children: unknown[] = node.childNodes
  node.childNodes = []
  // Children of the shadow root and of the element itself are neighbours only among themselves.
  const next = { inside: null as unknown, inShadow: null as unknown }
  for (const child of children.reverse()) {
    if (!isNode(child)) continue
    const side = 'isShadow' in child ? 'inShadow' : 'inside'
    takeApart({ parentId: node.id, nextId: next[side], node: child }, into)
    next[side] = child.id
  }
}

function isMutation({ type, data }: FrameEvent): boolean {
  return type === incremental && isObject(data) && data['source'] === mutationSource
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function isNode(value: unknown): value is Node {
  return isObject(value) && 'type' in value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
