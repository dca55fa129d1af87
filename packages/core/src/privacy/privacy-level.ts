/**
 * How much of a node may be read. From open to closed:
 *
 * - `safe`: as it is, except values a person enters.
 * - `default`: masked; a marker further in may open it.
 * - `mask`: masked, and nothing further in opens it (deny beats allow).
 * - `editable`: what a person enters. Only whether there is something.
 * - `block`: nothing; an empty box of the same size.
 */
export type PrivacyLevel = 'safe' | 'default' | 'mask' | 'editable' | 'block'

/** What an element says about itself and what is in it. */
export interface PrivacyMarks {
  safe: boolean
  mask: boolean
  block: boolean
  editable: boolean
}

export interface PrivacySelectors {
  safe: string
  mask: string
  block: string
  ignore: string
  /** Any of `safe`, `mask` and `block`: most elements are none of them, and one look tells. */
  marked: string
}

/** Elements whose whole content is a value or a choice among values. */
const valueTags = new Set(['TEXTAREA', 'SELECT', 'OPTION', 'OPTGROUP', 'DATALIST'])

const unmarked: PrivacyMarks = { safe: false, mask: false, block: false, editable: false }
const editableOnly: PrivacyMarks = { ...unmarked, editable: true }

export function readMarks(element: Element, selectors: PrivacySelectors): PrivacyMarks {
  // Not the element's own properties: a form's field named `matches` would shadow the method.
  const { matches, getAttribute } = Element.prototype
  const isMarked = (selector: string): boolean => Reflect.apply(matches, element, [selector])
  const contenteditable = Reflect.apply(getAttribute, element, ['contenteditable'])
  const editable =
    valueTags.has(tagNameOf(element).toUpperCase()) ||
    (contenteditable !== null && contenteditable !== 'false')
  if (!isMarked(selectors.marked)) {
    return editable ? editableOnly : unmarked
  }
  return {
    safe: isMarked(selectors.safe),
    mask: isMarked(selectors.mask),
    block: isMarked(selectors.block),
    editable,
  }
}

/** The level inside an element: a closed level stays closed whatever it contains. */
export function combineLevel(outer: PrivacyLevel, marks: PrivacyMarks): PrivacyLevel {
  if (outer === 'block' || marks.block) return 'block'
  if (outer === 'editable' || marks.editable) return 'editable'
  if (outer === 'mask' || marks.mask) return 'mask'
  return marks.safe ? 'safe' : outer
}

/** Levels found so far. Valid for as long as nothing in the page changes: one event of rrweb's. */
export type LevelCache = Map<Node, PrivacyLevel>

/**
 * The level of a node as it stands in the page: through shadow roots to their hosts, and through
 * same-origin frames to the element that holds them. A node that is in no document is masked.
 *
 * @param cache makes many nodes of one event cost one look at each of their ancestors.
 */
export function levelOf(
  node: Node | null,
  selectors: PrivacySelectors,
  cache: LevelCache = new Map(),
): PrivacyLevel {
  const chain: Node[] = []
  let at = node
  while (at && at !== document && !cache.has(at)) {
    chain.push(at)
    at = parentAcross(at)
  }
  let level: PrivacyLevel = 'mask'
  if (at === document) level = document.designMode === 'on' ? 'editable' : 'default'
  else if (at) level = cache.get(at) ?? 'mask'
  for (const inner of chain.reverse()) {
    if (isElementOfAnyRealm(inner)) level = combineLevel(level, readMarks(inner, selectors))
    cache.set(inner, level)
  }
  return level
}

/** Not the node's own property: a form's field named `parentNode` would lead round in a circle. */
const readParent: (() => Node | null) | undefined =
  typeof Node === 'undefined'
    ? undefined
    : Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode')?.get

/** The element a node is in, the host of its shadow root, or the frame of its document. */
export function parentAcross(node: Node): Node | null {
  const parent = readParent ? Reflect.apply(readParent, node, []) : node.parentNode
  if (parent) return parent
  if (node.nodeType === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node) return node.host as Element
  if (node.nodeType !== Node.DOCUMENT_NODE) return null
  try {
    return (node as Document).defaultView?.frameElement ?? null
  } catch {
    return null
  }
}

/** An element of a same-origin frame is no instance of this window's `Element`. */
export function isElementOfAnyRealm(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE
}

/** Only a form can hide its own name: behind a field that is called `tagName`. */
export function tagNameOf({ tagName }: Element): string {
  return typeof tagName === 'string' ? tagName : 'FORM'
}
