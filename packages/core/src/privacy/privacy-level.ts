import { getAttribute, host, matches, nodeType, parentNode, tagOf, viewOf } from '../dom/access.ts'

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
const valueTags = new Set(['textarea', 'select', 'option', 'optgroup', 'datalist'])

export function readMarks(element: Element, selectors: PrivacySelectors): PrivacyMarks {
  const contenteditable = getAttribute(element, 'contenteditable')
  const isAny = matches(element, selectors.marked)
  const isMarked = (selector: string): boolean => isAny && matches(element, selector)
  return {
    safe: isMarked(selectors.safe),
    mask: isMarked(selectors.mask),
    block: isMarked(selectors.block),
    editable:
      valueTags.has(tagOf(element)) || (contenteditable !== null && contenteditable !== 'false'),
  }
}

/** The level inside an element: a closed level stays closed whatever it contains. */
export function combineLevel(outer: PrivacyLevel, marks: PrivacyMarks): PrivacyLevel {
  if (outer === 'block' || marks.block) return 'block'
  if (outer === 'editable' || marks.editable) return 'editable'
  if (outer === 'mask' || marks.mask) return 'mask'
  return marks.safe ? 'safe' : outer
}

/**
 * The level in a shadow tree, or in a document. Into a closed tree no marker around it reaches: whoever
 * made the tree marks what is safe in it.
 */
export function levelWithin(root: Node, outer: PrivacyLevel): PrivacyLevel {
  return outer === 'safe' && (root as ShadowRoot).mode === 'closed' ? 'default' : outer
}

/** Levels found so far. Valid for as long as nothing in the page changes; one that is kept must be weak. */
export type LevelCache = Pick<WeakMap<Node, PrivacyLevel>, 'get' | 'has' | 'set'>

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
  if (at === document) level = isEditableDocument(document) ? 'editable' : 'default'
  else if (at) level = cache.get(at) ?? 'mask'
  for (const inner of chain.reverse()) {
    if (isElementOfAnyRealm(inner)) level = combineLevel(level, readMarks(inner, selectors))
    else if (isEditableDocument(inner) && level !== 'block') level = 'editable'
    else level = levelWithin(inner, level)
    cache.set(inner, level)
  }
  return level
}

/** All of it is an editor. */
function isEditableDocument(node: Node): boolean {
  return nodeType(node) === 9 && (node as Document).designMode === 'on'
}

/** The element a node is in, the host of its shadow root, or the frame of its document. */
export function parentAcross(node: Node): Node | null {
  const parent = parentNode(node) ?? host(node)
  if (parent || nodeType(node) !== 9) return parent
  try {
    return viewOf(node as Document)?.frameElement ?? null
  } catch {
    return null
  }
}

/** An element of a same-origin frame is no instance of this window's `Element`. */
export function isElementOfAnyRealm(node: Node): node is Element {
  return nodeType(node) === 1
}
