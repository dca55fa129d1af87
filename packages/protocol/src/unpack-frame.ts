import type { FrameEvent } from './frame-event.ts'
import { pointerSources, tellingKeys } from './packed-frame.ts'
import { ProtocolError } from './protocol-error.ts'

type Fields = Record<string, unknown>

/** A frame as `packFrame` writes it, as rrweb has it: the reverse, see packed-frame.ts. */
export function unpackFrame([timestamp, source, ...packed]: readonly unknown[]): FrameEvent {
  if (typeof timestamp !== 'number' || typeof source !== 'number') throw malformed()
  if (source === -2) {
    const [node, initialOffset] = packed
    const data = { node: unpackNode(node, { last: 0 }, undefined), initialOffset }
    return { type: 2, timestamp, data }
  }
  return { type: 3, timestamp, data: { source, ...unpackChange(source, packed) } }
}

function unpackChange(source: number, packed: readonly unknown[]): Fields {
  if (source === 0) return unpackMutation(packed)
  const [first] = packed
  if (isFields(first)) return first
  if (pointerSources.has(source)) return { positions: unpackPositions(packed) }
  const keys = tellingKeys[source]
  if (!keys) throw malformed()
  return Object.fromEntries(
    keys.map((key, index) => [key, packed[index]]).filter(([, value]) => (value ?? null) !== null),
  )
}

function unpackMutation([removes, adds, texts, attributes, rest]: readonly unknown[]): Fields {
  const known = { last: 0 }
  let parentId = 0
  const removed = listOf(removes).flatMap((group) => {
    const [from, ...ids] = listOf(group)
    const parent = Math.abs(numberOf(from))
    parentId = parent
    const isShadow = numberOf(from) < 0 && { isShadow: true }
    return ids.map((by) => ({ parentId: parent, id: (known.last += numberOf(by)), ...isShadow }))
  })
  return {
    texts: unpackChanges(texts, 'value'),
    attributes: unpackChanges(attributes, 'attributes'),
    removes: removed,
    adds: unpackAdds(listOf(adds), known, parentId),
    ...(isFields(rest) && rest),
  }
}

function unpackAdds(
  packed: readonly unknown[],
  known: { last: number },
  firstParentId: number,
): Fields[] {
  const adds: Fields[] = []
  let parentId = firstParentId
  let nextId: unknown = null
  for (let at = 0; at < packed.length; at++) {
    if (typeof packed[at] === 'number') {
      parentId = numberOf(packed[at])
      nextId = packed[at + 1]
      at += 2
    }
    const node = unpackNode(packed[at], known, undefined)
    adds.push({ parentId, nextId, node })
    nextId = node['id']
  }
  return adds
}

function unpackChanges(packed: unknown, key: string): Fields[] {
  const changes: Fields[] = []
  const list = listOf(packed)
  let id = 0
  for (let at = 0; at < list.length; at += 2) {
    changes.push({ id: (id += numberOf(list[at])), [key]: list[at + 1] })
  }
  return changes
}

function unpackPositions(packed: readonly unknown[]): Fields[] {
  const positions: Fields[] = []
  const now = [0, 0, 0, 0]
  for (let at = 0; at < packed.length; at += 4) {
    for (const index of now.keys()) now[index] = (now[index] ?? 0) + numberOf(packed[at + index])
    const [x, y, id, timeOffset] = now
    positions.push({ x, y, id, timeOffset })
  }
  return positions
}

function unpackNode(packed: unknown, known: { last: number }, rootId: unknown): Fields {
  const root = rootId !== undefined && { rootId }
  if (typeof packed === 'string') return { type: 3, textContent: packed, id: ++known.last, ...root }
  if (!Array.isArray(packed)) {
    if (!isFields(packed)) throw malformed()
    return unpackOther(packed, known)
  }
  const [first, ...more]: readonly unknown[] = packed
  if (typeof first === 'number') {
    known.last = first
    return { type: 3, textContent: more[0], id: first, ...root }
  }
  if (typeof first !== 'string') throw malformed()
  const id = typeof more[0] === 'number' ? numberOf(more.shift()) : known.last + 1
  known.last = id
  return {
    type: 2,
    tagName: first.replace(/^\//, ''),
    attributes: isFields(more[0]) ? more.shift() : {},
    childNodes: more.map((child) => unpackNode(child, known, rootId)),
    id,
    ...(first.startsWith('/') && { isSVG: true }),
    ...root,
  }
}

function unpackOther(node: Fields, known: { last: number }): Fields {
  const { id = known.last + 1, childNodes, ...rest } = node
  known.last = numberOf(id)
  if (childNodes === undefined) return { ...rest, id }
  const children = listOf(childNodes).map((child) => unpackNode(child, known, rest['rootId']))
  return { ...rest, id, childNodes: children }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function numberOf(value: unknown): number {
  if (typeof value !== 'number') throw malformed()
  return value
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function malformed(): ProtocolError {
  return new ProtocolError('invalid_frame', 'A short frame does not hold what it should.')
}
