import { coverName } from './cover-name.ts'
import { isLayoutValue } from './layout-words.ts'
import { maskText, maskValue } from './mask-text.ts'
import type { PrivacyLevel } from './privacy-level.ts'
import { scrubInlineStyle } from './scrub-css.ts'
import type { ScrubUrl } from '@playhead/protocol'
import type { TakeOut } from './scrub-text.ts'

/** null for one that was removed. */
type AttributeValue = string | number | boolean | null
export type Attributes = Record<string, AttributeValue | undefined>

/** Of which element, and in which surroundings. */
export interface AttributeContext {
  /** Lower case. */
  tag: string
  /** Of an input, lower case. */
  type: string
  level: PrivacyLevel
  scrubUrl: ScrubUrl
  takeOut: TakeOut
}

/*
 * Outside a safe subtree an attribute is kept if it is on a list, and its value fits what the list
 * says. Everything else goes, known or not: a new attribute cannot leak before somebody allows it.
 */
const words = (text: string): string[] => text.split(' ')

/** Words and measures that layout knows, see layout-words.ts. */
const simple = new Set(
  words(
    'type role dir tabindex colspan rowspan cols rows size span width height align valign border cellpadding ' +
      'cellspacing bgcolor color media rel as start contenteditable data-replay ' +
      'x y x1 x2 y1 y2 cx cy r rx ry dx dy fx fy offset viewbox preserveaspectratio ' +
      'stroke-width stroke-linecap stroke-linejoin stroke-opacity stroke-dasharray stroke-dashoffset ' +
      'fill-opacity fill-rule clip-rule opacity stop-color stop-opacity text-anchor ' +
      'dominant-baseline gradientunits patternunits maskunits clippathunits vector-effect ' +
      'font-size font-weight font-family stddeviation',
  ),
)

/** There or not: what it says is not looked at. */
const flags = new Set(
  words(
    'hidden inert popover disabled readonly required multiple open reversed controls loop muted data-record-safe',
  ),
)

/** A language tag (BCP 47), with a region perhaps. */
const language = /^[a-z]{2,3}(?:-[a-z]{2})?$/i

/** Drawing instructions: numbers and command letters, so that no word fits; no number as long as somebody's. */
const drawing = new Set(words('d points transform gradienttransform patterntransform'))
const drawingValue =
  /^(?![^]*(?<![\d.])\d{7})(?:[\s\d.,+()emlhvcsqtaz-]|matrix|translate|scale|rotate|skew[xy])*$/i

/** A colour or a reference to something drawn in the page. */
const paint = new Set(words('fill stroke clip-path mask filter marker-start marker-mid marker-end'))
const reference = /^(?:url\("?#[\w-]+"?\)|var\(--[\w-]+\))$/

const urlAttributes = new Set(
  words('href src ping xlink:href action formaction poster background cite data longdesc manifest'),
)

/** Code, not content; what the browser keeps from scripts too; and what only the recorder says of an element. */
const neverKept = /^(?:on.*|srcdoc|nonce|integrity|rr_.*|_csstext)$/

/** @returns the attributes, or as much of them, as may be recorded. */
export function maskAttributes(attributes: Attributes, context: AttributeContext): Attributes {
  // A new object: one that attributes are deleted from becomes slow to read and to write out.
  const kept: Attributes = {}
  for (const name of Object.keys(attributes)) {
    const value = attributes[name]
    // An attribute that was removed: its name alone, in a change.
    const masked =
      value === null || value === undefined ? keepRemoval(name, value) : mask(name, value, context)
    if (masked !== undefined) kept[name] = masked
  }
  return kept
}

function keepRemoval(name: string, value: null | undefined): null | undefined {
  return neverKept.test(name.toLowerCase()) ? undefined : value
}

function mask(
  name: string,
  value: AttributeValue,
  context: AttributeContext,
): AttributeValue | undefined {
  const { level, scrubUrl } = context
  if (level === 'block') return blocked(name, value)
  if (name === 'class') return maskClass(String(value))
  const lower = name.toLowerCase()
  if (neverKept.test(lower)) return undefined
  // Like other pictures a background may be somebody's, by its name alone.
  if (lower === 'style')
    return scrubInlineStyle(String(value), level === 'safe' ? scrubUrl : () => '')
  if (lower === 'class') return maskClass(String(value))
  if (lower === 'id') return coverName(String(value))
  if (lower === 'value') return maskValueAttribute(String(value), context)
  // Which box is ticked and which option is chosen is a value like any other.
  if (lower === 'checked' || lower === 'selected') return undefined
  return level === 'safe'
    ? maskSafe(lower, value, context)
    : maskStrictly(lower, String(value), context)
}

function blocked(name: string, value: AttributeValue): AttributeValue | undefined {
  if (name === 'class') return maskClass(String(value))
  return name === 'data-replay' && isLayoutValue(String(value)) ? value : undefined
}

function maskSafe(
  name: string,
  value: AttributeValue,
  { tag, scrubUrl, takeOut }: AttributeContext,
): AttributeValue | undefined {
  if (name === 'srcset' || name === 'imagesrcset') return scrubSrcset(String(value), scrubUrl)
  if (!urlAttributes.has(name)) {
    return typeof value === 'string' && !drawing.has(name) ? takeOut(value) : value
  }
  const url = String(value)
  // A picture that the application shows to everyone may be inside its own address.
  if (tag === 'img' && /^data:image\//i.test(url)) return url
  return isReference(url) ? `#${coverName(url.slice(1))}` : scrubUrl(url)
}

function maskStrictly(
  name: string,
  value: string,
  { tag, scrubUrl }: AttributeContext,
): string | undefined {
  if (simple.has(name) || (name.startsWith('aria-') && !/\d/.test(value)))
    return isLayoutValue(value) ? value : undefined
  if (flags.has(name)) return ''
  if (name === 'lang') return language.test(value) ? value : undefined
  if (drawing.has(name)) return drawingValue.test(value) ? value : undefined
  if (paint.has(name)) return maskPaint(value)
  if (name !== 'href' && name !== 'xlink:href') return undefined
  if (isReference(value)) return `#${coverName(value.slice(1))}`
  // Where it leads shows only in that it is a link.
  if (tag === 'a' || tag === 'area') return '*'
  return tag === 'link' ? scrubUrl(value) : undefined
}

function maskPaint(value: string): string | undefined {
  if (isLayoutValue(value)) return value
  return reference.test(value)
    ? value.replace(/(#|--)([\w-]+)/, (_, sign: string, name: string) => sign + coverName(name))
    : undefined
}

/** `#icon-cart`: into the same document, as icons do. */
function isReference(url: string): boolean {
  return /^#[\w-]+$/.test(url)
}

function maskValueAttribute(
  value: string,
  { tag, type, level }: AttributeContext,
): string | undefined {
  const isLabel = tag === 'button' || (tag === 'input' && /^(?:submit|button|reset)$/.test(type))
  if (isLabel) return level === 'safe' ? value : maskText(value)
  return tag === 'input' || tag === 'textarea' ? maskValue(value) : undefined
}

function maskClass(value: string): string {
  return value.replace(/\S+/g, coverName)
}

function scrubSrcset(value: string, scrubUrl: ScrubUrl): string {
  return value
    .split(/(?<=\s[\d.]+[wx]),|,\s+/)
    .map((candidate) => {
      const [url = '', ...descriptor] = candidate.trim().split(/\s+/)
      return [scrubUrl(url), ...descriptor].join(' ')
    })
    .join(', ')
}
