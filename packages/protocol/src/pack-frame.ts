import type { FrameEvent } from './frame-event.ts'
import { pointerSources, tellingKeys } from './packed-frame.ts'

type Fields = Record<string, unknown>

/** What the reader knows by then. */
interface Known {
  /** Id of the node before. */
  last: number
  /** Something is not as rrweb writes it. */
  isOdd: boolean
}

/**
 * The short form of a frame, as packed-frame.ts describes it, to be written as JSON. The frame stays as it is.
 *
 * @returns the frame itself if there is anything about it that the short form does not carry.
 */
export function packFrame(frame: FrameEvent): unknown {
  const { type, timestamp, data } = frame
  if (!isFields(data)) return frame
  const packed = type === 2 ? packSnapshot(data) : type === 3 ? packChange(data) : null
  return packed ? [timestamp, ...packed] : frame
}

function packSnapshot({ node, initialOffset, ...rest }: Fields): unknown[] | null {
  const known = { last: 0, isOdd: !isFields(initialOffset) || !isEmpty(rest) }
  const packed = packNode(node, known, undefined)
  return known.isOdd ? null : [-2, packed, initialOffset]
}

function packChange({ source, ...rest }: Fields): unknown[] | null {
  if (!isWhole(source)) return null
  if (source === 0) return packMutation(rest)
  const keys = tellingKeys[source]
  const values = pointerSources.has(source)
    ? packPositions(rest)
    : keys && Object.keys(rest).every((key) => keys.includes(key) && typeof rest[key] !== 'object')
      ? trim(keys.map((key) => rest[key]))
      : null
  return [source, ...(values ?? [rest])]
}

function packMutation({ removes, adds, texts, attributes, ...rest }: Fields): unknown[] | null {
  const known = { last: 0, isOdd: false }
  const removed = packRemoves(listOf(removes, known), known)
  const lists = [
    removed,
    packAdds(listOf(adds, known), known, Math.abs(removed.at(-1)?.[0] ?? 0)),
    packChanges(listOf(texts, known), 'value', known),
    packChanges(listOf(attributes, known), 'attributes', known),
  ].map((list) => (list.length > 0 ? list : undefined))
  return known.isOdd ? null : [0, ...trim([...lists, isEmpty(rest) ? undefined : rest])]
}

function packRemoves(removes: readonly Fields[], known: Known): number[][] {
  const groups: number[][] = []
  let group: number[] = []
  for (const { parentId, id, isShadow = false, ...rest } of removes) {
    if (!isWhole(parentId) || !isWhole(id) || typeof isShadow !== 'boolean' || !isEmpty(rest)) {
      known.isOdd = true
      break
    }
    const from = isShadow ? -parentId : parentId
    if (group[0] !== from) groups.push((group = [from]))
    group.push(id - known.last)
    known.last = id
  }
  return groups
}

function packAdds(adds: readonly Fields[], known: Known, firstParentId: number): unknown[] {
  const packed: unknown[] = []
  let inside = firstParentId
  let before: unknown = null
  for (const { parentId, nextId, node, ...rest } of adds) {
    if (!isWhole(parentId) || !(nextId === null || isWhole(nextId)) || !isEmpty(rest)) {
      known.isOdd = true
      break
    }
    if (parentId !== inside || nextId !== before) packed.push(parentId, nextId)
    packed.push(packNode(node, known, undefined))
    inside = parentId
    before = isFields(node) ? node['id'] : undefined
  }
  return packed
}

function packChanges(changes: readonly Fields[], key: string, known: Known): unknown[] {
  const packed: unknown[] = []
  let last = 0
  for (const { id, [key]: value, ...rest } of changes) {
    if (!isWhole(id) || value === undefined || !isEmpty(rest)) {
      known.isOdd = true
      break
    }
    packed.push(id - last, value)
    last = id
  }
  return packed
}

/** @returns null if there is more to them. */
function packPositions({ positions, ...rest }: Fields): number[] | null {
  const known = { last: 0, isOdd: !isEmpty(rest) }
  const packed: number[] = []
  let before = [0, 0, 0, 0]
  for (const { x, y, id, timeOffset, ...more } of listOf(positions, known)) {
    const now = [x, y, id, timeOffset]
    if (!now.every(isWhole) || !isEmpty(more)) return null
    packed.push(...now.map((value, index) => value - (before[index] ?? 0)))
    before = now
  }
  return known.isOdd ? null : packed
}

/** @param rootId of what it is in. */
function packNode(node: unknown, known: Known, rootId: unknown): unknown {
  if (!isFields(node) || !isWhole(node['id'])) {
    known.isOdd = true
    return null
  }
  const { id, textContent, tagName, attributes, childNodes } = node
  const isNext = id === known.last + 1
  known.last = id
  if (node['type'] === 3 && typeof textContent === 'string' && isPlain(node, textKeys, rootId)) {
    return isNext ? textContent : [id, textContent]
  }
  const children = Array.isArray(childNodes)
    ? childNodes.map((child) => packNode(child, known, node['rootId']))
    : null
  const isElement = node['type'] === 2 && typeof tagName === 'string' && isFields(attributes)
  if (!children || !isElement || tagName.startsWith('/') || !isPlain(node, elementKeys, rootId)) {
    const { id: _, ...rest } = node
    return { ...(isNext ? rest : node), ...(children && { childNodes: children }) }
  }
  const packed: unknown[] = [node['isSVG'] === true ? `/${tagName}` : tagName]
  if (!isNext) packed.push(id)
  // The first object is the attributes.
  if (!isEmpty(attributes) || isFields(children[0])) packed.push(attributes)
  for (const child of children) packed.push(child)
  return packed
}

const textKeys = new Set(['type', 'id', 'textContent', 'rootId'])
const elementKeys = new Set([
  'type',
  'id',
  'tagName',
  'attributes',
  'childNodes',
  'isSVG',
  'rootId',
])

function isPlain(node: Fields, keys: ReadonlySet<string>, rootId: unknown): boolean {
  for (const key in node) if (!keys.has(key)) return false
  const { isSVG = true } = node
  return node['rootId'] === rootId && isSVG === true
}

/** What is missing at the end goes without saying. */
function trim(values: readonly unknown[]): unknown[] {
  return values.slice(0, values.findLastIndex((value) => value !== undefined) + 1)
}

function listOf(value: unknown, known: Known): Fields[] {
  if (Array.isArray(value) && value.every(isFields)) return value
  known.isOdd = true
  return []
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Differences of such numbers are exact. */
function isWhole(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 50
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false
  return true
}
