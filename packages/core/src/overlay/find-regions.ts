import { tagOf } from '../dom/access.ts'
import {
  combineLevel,
  type PrivacyLevel,
  type PrivacySelectors,
  readMarks,
} from '../privacy/privacy-level.ts'
import { isReadableField } from '../privacy/readable-field.ts'

/** What becomes of a part of the page in the recording. */
export type RegionKind = 'safe' | 'masked' | 'blocked' | 'ignored'

export interface Region {
  kind: RegionKind
  /** CSS pixels of the viewport. */
  box: { x: number; y: number; width: number; height: number }
}

export interface FindRegionsOptions {
  /** Left out, with all that is in it. */
  except: Element
  /** Told every document and shadow root that is looked into. */
  watchRoot(root: Node): void
}

interface Place {
  level: PrivacyLevel
  isIgnored: boolean
  /** Of the frame in the viewport. */
  x: number
  y: number
}

/** Goes through the page, its open shadow roots and its frames of the same origin. */
export function findRegions(
  selectors: PrivacySelectors,
  { except, watchRoot }: FindRegionsOptions,
): Region[] {
  const regions: Region[] = []

  function visitRoot(root: Document | ShadowRoot, place: Place): void {
    watchRoot(root)
    for (const child of root.children) visit(child, place)
  }

  function visit(element: Element, outer: Place): void {
    if (element === except) return
    const marks = readMarks(element, selectors)
    const level = combineLevel(outer.level, marks)
    const isIgnored = element.matches(selectors.ignore)
    const isReadable = isReadableField(
      element,
      marks.safe && !marks.mask && !marks.block && isOpen(outer.level),
    )
    const kind = isReadable ? 'safe' : kindOf(element, level, outer.level)
    if (kind) add(kind, element, outer)
    if (isIgnored && !outer.isIgnored) add('ignored', element, outer)
    if (level === 'block') return
    const inner = { ...outer, level, isIgnored: isIgnored || outer.isIgnored }
    if (element.shadowRoot) visitRoot(element.shadowRoot, inner)
    const framed = documentIn(element)
    if (framed) {
      const { x, y } = element.getBoundingClientRect()
      visitRoot(framed, { ...inner, x: outer.x + x, y: outer.y + y })
    }
    for (const child of element.children) visit(child, inner)
  }

  function add(kind: RegionKind, element: Element, at: Place): void {
    const { x, y, width, height } = element.getBoundingClientRect()
    if (width > 0 && height > 0) {
      regions.push({ kind, box: { x: x + at.x, y: y + at.y, width, height } })
    }
  }

  const level = document.designMode === 'on' ? 'editable' : 'default'
  visitRoot(document, { level, isIgnored: false, x: 0, y: 0 })
  return regions
}

/** Null for what has nothing of its own to show, and for what is within a region of its kind. */
function kindOf(element: Element, level: PrivacyLevel, outer: PrivacyLevel): RegionKind | null {
  if (level === 'block') return 'blocked'
  if (level === 'safe') return outer === 'safe' ? null : 'safe'
  if (/^(?:script|style|noscript|template|option|optgroup|head|title)$/.test(tagOf(element))) {
    return null
  }
  const isField = /^(?:input|textarea|select|img|video)$/.test(tagOf(element))
  return isField || hasText(element) ? 'masked' : null
}

function hasText(element: Element): boolean {
  return [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.nodeValue ?? ''),
  )
}

function isOpen(level: PrivacyLevel): boolean {
  return level === 'safe' || level === 'default'
}

/** Null for frames of other origins: they are not recorded. */
function documentIn(element: Element): Document | null {
  const framed = 'contentDocument' in element ? element.contentDocument : null
  return isDocument(framed) ? framed : null
}

/** That of a frame is no instance of this window's `Document`. */
function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'documentElement' in value
}
