import type { SerializedNode } from '../dom/serialized-node.ts'
import { isPlainName } from '../privacy/plain-name.ts'
import type { FrameRules } from './frame-rules.ts'
import { readAttributes } from './read-attributes.ts'
import { isNumber, isObject, listOf } from './read-json.ts'
import { readText } from './read-text.ts'

const maxDepth = 900

/**
 * Reads a node that a frame has written down, with all that is in it, and masks it once more: by what is
 * allowed of the frame here, whatever its own page allows.
 *
 * @param rootId of the document that it is in; null for that document itself.
 * @throws if it is not a node, or has numbers that are not the frame's.
 */
export function readNode(value: unknown, rules: FrameRules, rootId: number | null): SerializedNode {
  return read(value, '', 0)

  function read(node: unknown, parentTag: string, depth: number): SerializedNode {
    if (!isObject(node) || depth > maxDepth) throw new Error('This is no node.')
    const id = rules.ownId(node['id'])
    const { type } = node
    const children = (tag: string): SerializedNode[] =>
      listOf(node['childNodes']).map((child) => read(child, tag, depth + 1))
    const where = toWhere(node, type === 0 && depth === 0 ? null : rootId, rules)
    if (type === 0) {
      const mode = node['compatMode']
      const isQuirky = typeof mode === 'string' && { compatMode: 'BackCompat' }
      return { type, id, ...isQuirky, ...where, childNodes: children('') }
    }
    if (type === 1) return { type, id, name: 'html', publicId: '', systemId: '', ...where }
    if (type === 2) {
      const tag = tagOf(node['tagName'])
      const attributes = readAttributes(node['attributes'], tag, rules)
      return { type, id, tagName: tag, attributes, ...where, childNodes: children(tag) }
    }
    if (type !== 3) throw new Error('This is no kind of node.')
    if (parentTag === 'style') rules.styleTexts.add(id)
    return {
      type,
      id,
      textContent: readText(node['textContent'], parentTag, rules),
      ...where,
    }
  }
}

function toWhere(
  node: Record<string, unknown>,
  rootId: number | null,
  rules: FrameRules,
): Partial<SerializedNode> {
  const where: Partial<SerializedNode> = {}
  for (const flag of ['isSVG', 'isCustom', 'isShadow', 'isShadowHost', 'needBlock'] as const) {
    if (node[flag] === true) where[flag] = true
  }
  const named = isNumber(node['rootId']) ? rules.ownId(node['rootId']) : rootId
  if (named !== null) where.rootId = named
  return where
}

function tagOf(name: unknown): string {
  const tag = typeof name === 'string' ? name.toLowerCase() : ''
  return isPlainName(tag) && tag !== 'script' ? tag : 'div'
}
