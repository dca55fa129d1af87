import { maskAttributes } from '../privacy/mask-attributes.ts'
import { isTextField, maskField, maskTextNode, noteMarks, typeOf } from '../privacy/mask-node.ts'
import { isPlainName } from '../privacy/plain-name.ts'
import {
  combineLevel,
  levelWithin,
  type PrivacyLevel,
  readMarks,
} from '../privacy/privacy-level.ts'
import { createLine } from '../privacy/redact-split-text.ts'
import {
  firstChild,
  isElement,
  namespaceOf,
  nextSibling,
  nodeType,
  ownerDocument,
  shadowRoot,
  tagOf,
  textContent,
} from './access.ts'
import { parsedText } from './css-text.ts'
import { addState } from './element-state.ts'
import { readAttributes } from './read-attributes.ts'
import { policyIn, scrubCssIn } from './scrub-urls-in.ts'
import type { SerializeContext, SerializedNode, Where } from './serialized-node.ts'

const type = { document: 0, documentType: 1, element: 2, text: 3 } as const

/** Deeper nodes are left out: the format allows 2,048 levels of JSON, and a DOM level costs two. */
const maxDepth = 900

/** They are for others, and change nothing of what a replay shows. */
const unseen = /^(?:script|meta|base)$/
const svgNamespace = 'http://www.w3.org/2000/svg'
const standards = /^http:\/\/www\.w3\.org\//

/**
 * Writes a node down with all that is in it, as far as it may be read: what is not allowed is masked
 * while it is read, so that no other form of it ever exists.
 *
 * @returns null for what the frames leave out: comments, scripts, preloads.
 */
export function serialize(
  node: Node,
  { level, parent, isOld }: Where,
  { policy, mirror, room, found }: SerializeContext,
): SerializedNode | null {
  const page = nodeType(node) === 9 ? (node as Document) : ownerDocument(node)
  const isTop = page === document
  const { scrubUrl, takeOut } = policyIn(policy, page)
  const scrubCss = scrubCssIn(policy)
  const line = createLine(policy.detectors)
  if (level === 'safe') line.addBeside(node, false)
  const whole = write(node, level, parent, 0)
  if (level === 'safe') line.addBeside(node, true)
  line.end()
  return whole

  function write(
    at: Node,
    outer: PrivacyLevel,
    inside: Node | null,
    depth: number,
  ): SerializedNode | null {
    switch (nodeType(at)) {
      case 1:
        return writeElement(at as Element, outer, depth)
      case 3:
        return writeText(at, outer, inside)
      case 9:
        return writeDocument(at as Document, outer, depth)
      case 10:
        // What it says is not needed: a page without one is laid out in quirks mode, as this one is.
        return page?.compatMode === 'BackCompat'
          ? null
          : begin(at, { type: type.documentType, id: 0, name: 'html', publicId: '', systemId: '' })
      default:
        return null
    }
  }

  function begin(at: Node, written: SerializedNode): SerializedNode {
    written.id = mirror.add(at)
    room.left--
    if (!isTop && at !== page) written.rootId = mirror.idOf(page)
    found.node(at)
    return written
  }

  function writeDocument(at: Document, outer: PrivacyLevel, depth: number): SerializedNode {
    const written = begin(at, { type: type.document, id: 0, childNodes: [] })
    if (at.compatMode !== 'CSS1Compat') written.compatMode = at.compatMode
    writeChildren(at, written, outer, depth)
    return written
  }

  function writeText(at: Node, outer: PrivacyLevel, inside: Node | null): SerializedNode | null {
    const tag = inside && isElement(inside) ? tagOf(inside) : ''
    const text = textContent(at) ?? ''
    if (tag === 'head' && text.trim() === '') return null
    // What applies of a style element is in an attribute of it; a text that comes later, in itself.
    const mask = (part: string): string => maskTextNode(part, outer, tag, { scrubUrl, takeOut })
    const masked = tag !== 'style' ? mask(text) : at === node ? parsedText(text, mask) : ''
    const written = begin(at, { type: type.text, id: 0, textContent: masked })
    if (outer === 'safe') line.add(written as SerializedNode & { textContent: string })
    return written
  }

  function writeElement(at: Element, outer: PrivacyLevel, depth: number): SerializedNode | null {
    const tag = tagOf(at)
    if (unseen.test(tag)) return null
    const marks = readMarks(at, policy.selectors)
    const inner = combineLevel(outer, marks)
    const raw = readAttributes(at, tag)
    if (tag === 'link' && !/stylesheet/i.test(String(raw['rel'])) && raw['as'] !== 'style')
      return null
    noteMarks(at, marks, policy)
    found.classes(raw['class'])
    const written = begin(at, {
      type: type.element,
      id: 0,
      // Anybody can make up elements, and their names.
      tagName: isPlainName(tag) && standards.test(namespaceOf(at) ?? '') ? tag : 'div',
      attributes: {},
      childNodes: [],
    })
    if (namespaceOf(at) === svgNamespace) written.isSVG = true
    if (tag.includes('-') && isDefined(tag)) written.isCustom = true
    const masked = maskAttributes(raw, { tag, type: typeOf(at), level: inner, scrubUrl, takeOut })
    written.attributes = masked
    if (inner === 'block') {
      written.needBlock = true
      const { width, height } = at.getBoundingClientRect()
      masked['rr_width'] = `${width}px`
      masked['rr_height'] = `${height}px`
      return written
    }
    addState(at, tag, masked, isOld, scrubCss, found)
    if (isTextField(at)) {
      const value = maskField(at, outer, policy)
      found.field(at, value)
      if (value !== '') masked['value'] = value
    }
    if (depth <= maxDepth) writeInside(at, tag, written, inner, depth)
    return written
  }

  function writeInside(
    at: Element,
    tag: string,
    written: SerializedNode,
    inner: PrivacyLevel,
    depth: number,
  ): void {
    if (tag === 'iframe') return found.frame(at as HTMLIFrameElement)
    if (tag === 'textarea') return
    const isInLine = line.isInLine(tag)
    if (!isInLine) line.end()
    writeChildren(at, written, inner, depth)
    const root = shadowRoot(at)
    if (root) {
      line.end()
      written.isShadowHost = true
      found.shadowRoot(root)
      writeChildren(root, written, levelWithin(root, inner), depth)
    }
    if (!isInLine || root) line.end()
  }

  function writeChildren(of: Node, into: SerializedNode, inner: PrivacyLevel, depth: number): void {
    const isRoot = nodeType(of) === 11
    for (let child = firstChild(of); child; child = nextSibling(child)) {
      if (room.left <= 0 && endsLine(child, inner)) {
        found.later(child)
        continue
      }
      const written = write(child, inner, of, depth + 1)
      if (!written) continue
      if (isRoot) written.isShadow = true
      into.childNodes?.push(written)
    }
  }

  /** What stands in one line is looked at as a whole, if it is readable; a text stays where it is. */
  function endsLine(child: Node, inner: PrivacyLevel): boolean {
    return isElement(child) && (inner !== 'safe' || !line.isInLine(tagOf(child)))
  }
}

function isDefined(tag: string): boolean {
  try {
    return customElements.get(tag) !== undefined
  } catch {
    return false
  }
}
