import { isObject } from './is-object.ts'
import { createResidue, type Kept, type Residue } from './residue.ts'

/** A node as rrweb serialises it, in a tree that can be changed. */
interface ModelNode {
  id: number
  type: number
  tagName: string
  /** All fields but `childNodes`. */
  fields: Record<string, unknown>
  attributes: Record<string, unknown>
  parent: ModelNode | null
  children: ModelNode[]
}

/** What a recorded page holds, without a document: thousands of changes cost no layout, no style, no DOM. */
export interface PageModel<T extends Kept> {
  /** What is kept beside the tree. */
  readonly residue: Residue<T>
  readonly size: number
  has(id: number): boolean
  /** Takes the place of everything. */
  load(root: unknown): void
  /** Applies a change of the tree as rrweb would. @returns false if a part of it found no place. */
  mutate(data: Record<string, unknown>): boolean
  /** The tree as a full snapshot holds it, and the documents in frames, which are added to it afterwards. */
  save(): { root: unknown; documents: unknown[] }
}

/* NodeType of @rrweb/types. */
const documentType = 0
const doctype = 1
const elementType = 2
const textTypes = [3, 4, 5]

export function createPageModel<T extends Kept>(): PageModel<T> {
  const nodes = new Map<number, ModelNode>()
  const residue = createResidue<T>()
  let root: ModelNode | null = null

  function build(value: unknown, parent: ModelNode | null, isDeep: boolean): ModelNode | null {
    if (!isObject(value) || typeof value['id'] !== 'number') return null
    const { childNodes, attributes, ...fields } = value
    const node: ModelNode = {
      id: value['id'],
      type: Number(value['type']),
      tagName: String(value['tagName'] ?? ''),
      fields,
      attributes: isObject(attributes) ? { ...attributes } : {},
      parent,
      children: [],
    }
    nodes.set(node.id, node)
    if (isDeep && Array.isArray(childNodes)) {
      for (const child of childNodes) {
        const built = build(child, node, true)
        if (built) node.children.push(built)
      }
    }
    return node
  }

  function remove(node: ModelNode): void {
    const siblings = node.parent?.children
    const index = siblings?.indexOf(node) ?? -1
    if (index >= 0) siblings?.splice(index, 1)
    if (node.parent?.tagName === 'style') residue.dropRules(node.parent.id)
    forget(node)
  }

  function forget(node: ModelNode): void {
    if (nodes.get(node.id) === node) {
      nodes.delete(node.id)
      residue.drop(node.id)
    }
    for (const child of node.children) forget(child)
  }

  /** @returns `later` if what it stands beside is not there yet. */
  function add(added: unknown): 'added' | 'later' | 'lost' {
    if (!isObject(added) || !isObject(added['node'])) return 'lost'
    const { parentId, previousId, nextId, node: serialised } = added
    const parent = nodes.get(Number(parentId))
    if (!parent) return 'later'
    const isNextMissing = typeof nextId === 'number' && nextId !== -1 && !nodes.has(nextId)
    if (isNextMissing) return 'later'
    if (serialised['rootId'] && !nodes.has(Number(serialised['rootId']))) return 'lost'
    const known = nodes.get(Number(serialised['id']))
    if (known) remove(known)
    // What is below a node comes as additions of its own, but for a document in a frame.
    const node = build(serialised, parent, serialised['type'] === documentType)
    if (!node) return 'lost'
    if (node.fields['isShadow'] === true) parent.fields['isShadowHost'] = true
    makeRoom(parent, node)
    parent.children.splice(placeOf(parent, previousId, nextId), 0, node)
    return 'added'
  }

  function makeRoom(parent: ModelNode, node: ModelNode): void {
    const isReplaced = ({ type, tagName }: ModelNode): boolean => {
      if (node.type === documentType) return type === documentType
      if (parent.type === documentType) {
        return node.type === doctype
          ? type === doctype
          : node.tagName === 'html' && tagName === 'html'
      }
      return parent.tagName === 'textarea' && node.type === 3 && type === 3
    }
    for (const child of parent.children.filter(isReplaced)) remove(child)
    if (parent.tagName === 'style') residue.dropRules(parent.id)
  }

  function mutate(data: Record<string, unknown>): boolean {
    const removes = listOf(data['removes'])
    const removed = new Set(removes.map((one) => Number(isObject(one) ? one['id'] : NaN)))
    for (const id of removed) {
      const node = nodes.get(id)
      if (node) remove(node)
    }
    let isWhole = addAll(listOf(data['adds']))
    for (const one of listOf(data['texts'])) {
      const node = isObject(one) ? nodes.get(Number(one['id'])) : undefined
      if (!isObject(one) || !node) {
        if (isObject(one) && removed.has(Number(one['id']))) continue
        isWhole = false
      } else if (textTypes.includes(node.type)) {
        node.fields['textContent'] = one['value']
        if (node.parent?.tagName === 'style') residue.dropRules(node.parent.id)
      }
    }
    for (const one of listOf(data['attributes'])) {
      const node = isObject(one) ? nodes.get(Number(one['id'])) : undefined
      if (!isObject(one) || !node) {
        if (isObject(one) && removed.has(Number(one['id']))) continue
        isWhole = false
      } else if (isObject(one['attributes'])) setAttributes(node, one['attributes'])
    }
    return isWhole
  }

  function addAll(adds: readonly unknown[]): boolean {
    let isWhole = true
    let waiting = adds
    for (;;) {
      const later: unknown[] = []
      for (const one of waiting) {
        const outcome = add(one)
        if (outcome === 'later') later.push(one)
        if (outcome === 'lost') isWhole = false
      }
      if (later.length === 0) return isWhole
      if (later.length === waiting.length) return false
      waiting = later
    }
  }

  function setAttributes(node: ModelNode, attributes: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'style') residue.changeStyle(node.id, isObject(value) ? value : null)
      if (name === '_cssText') residue.dropRules(node.id)
      if (value === null) delete node.attributes[name]
      else if (typeof value === 'string') node.attributes[name] = value
      if (name === 'value' && node.tagName === 'textarea')
        for (const child of node.children.splice(0)) forget(child)
    }
  }

  function save(): { root: unknown; documents: unknown[] } {
    const documents: unknown[] = []
    const toSerialised = (node: ModelNode): Record<string, unknown> => {
      const childNodes: unknown[] = []
      for (const child of node.children) {
        if (child.type !== documentType) childNodes.push(toSerialised(child))
        else {
          const added: Record<string, unknown> = { parentId: node.id, nextId: null }
          // Before those that are in it.
          documents.push(added)
          added['node'] = toSerialised(child)
        }
      }
      const isElement = node.type === elementType
      return {
        ...node.fields,
        ...(isElement ? { attributes: { ...node.attributes } } : {}),
        ...(isElement || node.type === documentType ? { childNodes } : {}),
      }
    }
    return { root: root ? toSerialised(root) : null, documents }
  }

  return {
    residue,
    get size() {
      return nodes.size
    },
    has: (id) => nodes.has(id),
    load(value) {
      nodes.clear()
      residue.clear()
      root = build(value, null, true)
    },
    mutate,
    save,
  }
}

function placeOf(parent: ModelNode, previousId: unknown, nextId: unknown): number {
  const { children } = parent
  const previous = previousId ? children.findIndex(({ id }) => id === previousId) : -1
  if (previous >= 0 && previous < children.length - 1) return previous + 1
  // Most is added at the end.
  const next = typeof nextId === 'number' ? children.findLastIndex(({ id }) => id === nextId) : -1
  return next >= 0 ? next : children.length
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
