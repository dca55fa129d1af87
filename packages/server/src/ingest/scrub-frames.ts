import type { FrameEvent } from '@playhead/protocol'
import { isScriptUrl } from './is-script-url.ts'

/** rrweb's event types that hold serialised DOM. */
const fullSnapshot = 2
const incrementalSnapshot = 3

/** Elements that act by being there: they load, navigate, re-base URLs or run script. */
const actingElements = new Set([
  'applet',
  'base',
  'embed',
  'fencedframe',
  'meta',
  'object',
  'portal',
  'script',
])

/** Their loading replaces a document, so no URL of theirs is kept; rrweb rebuilds them by content. */
const frameElements = new Set(['frame', 'iframe'])

/** Of an element taken out, what keeps its place in the layout. */
const layoutAttributes = new Set(['class', 'id', 'rr_height', 'rr_width', 'style'])

/** Attributes whose value no browser ever takes as a URL, so that honest text in them stays. */
const textAttributes = /^(?:alt|class|id|label|name|placeholder|title|value|aria-.*|data-.*)$/

/** Targets of SVG animations, which can set an `href` to any of the URLs listed in them. */
const animatedValues = new Set(['by', 'from', 'to', 'values'])

/** The name of what stands where an acting element stood. An unknown element does nothing. */
const replacement = 'playhead-removed'

/**
 * Takes out of frames what could act when the page is rebuilt: event handlers, `srcdoc`, script URLs,
 * and elements such as `base`, `meta` and `object`. In full snapshots, in added nodes and in changed
 * attributes. The nodes stay, under an inert name, as later frames refer to their ids.
 *
 * The recorder does none of this on purpose: whoever controls a page can send any frame. The player's
 * sandbox and the viewer's CSP stand behind it.
 *
 * @param frames are changed in place; they come fresh from the decoder.
 */
export function scrubFrames(frames: readonly FrameEvent[]): void {
  for (const frame of frames) {
    if (frame.type === fullSnapshot || frame.type === incrementalSnapshot) scrub(frame.data)
  }
}

/** Walks the JSON whatever its shape, so that a kind of mutation rrweb adds later is met as well. */
function scrub(value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) scrub(item)
  } else if (isRecord(value)) {
    if (isRecord(value['attributes'])) scrubAttributes(value['attributes'])
    if ('tagName' in value) scrubElement(value)
    for (const key of Object.keys(value)) scrub(value[key])
  }
}

function scrubElement(element: Record<string, unknown>): void {
  const name = localName(element['tagName'])
  const attributes = isRecord(element['attributes']) ? element['attributes'] : {}
  if (name === null || actingElements.has(name) || (name === 'link' && !isStylesheet(attributes))) {
    element['tagName'] = replacement
    keepOnly(attributes, layoutAttributes)
    if (name === 'script') blankText(element['childNodes'])
  } else if (frameElements.has(name)) {
    dropAttributes(attributes, (attribute) => attribute === 'src')
  }
}

/**
 * `SVG:Script` is a script too: `createElementNS` splits off the prefix. null if it is no text:
 * `createElement(['base'])` makes a `base`.
 */
function localName(tagName: unknown): string | null {
  if (typeof tagName !== 'string') return null
  return tagName.slice(tagName.lastIndexOf(':') + 1).toLowerCase()
}

/** rrweb turns a `link` with the text of its stylesheet into a `style`. */
function isStylesheet(attributes: Record<string, unknown>): boolean {
  return Object.keys(attributes).some((name) => name === '_cssText' || name.toLowerCase() === 'rel')
}

function scrubAttributes(attributes: Record<string, unknown>): void {
  dropAttributes(
    attributes,
    (name, value) =>
      name.startsWith('on') ||
      name === 'srcdoc' ||
      name === 'ping' ||
      (name === 'rel' && !isStylesheetRelation(value)) ||
      (!textAttributes.test(name) && holdsScriptUrl(name, value)),
  )
}

/**
 * Without any other a `link` does nothing: `preconnect`, `dns-prefetch` and their kin reach out of the
 * viewer past any CSP. A changed attribute does not say whose it is, so this holds for every element.
 */
function isStylesheetRelation(value: unknown): boolean {
  return typeof value === 'string' && value.trim().toLowerCase() === 'stylesheet'
}

function holdsScriptUrl(name: string, value: unknown): boolean {
  // `setAttribute` joins a list into a text. rrweb records none.
  if (Array.isArray(value)) return true
  if (typeof value !== 'string') return false
  return animatedValues.has(name) ? value.split(';').some(isScriptUrl) : isScriptUrl(value)
}

function keepOnly(attributes: Record<string, unknown>, kept: ReadonlySet<string>): void {
  dropAttributes(attributes, (name) => !kept.has(name))
}

/** `drop` sees names in lower case and without an `xlink:` or other prefix. */
function dropAttributes(
  attributes: Record<string, unknown>,
  drop: (name: string, value: unknown) => boolean,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    const plain = name
      .slice(name.lastIndexOf(':') + 1)
      .trim()
      .toLowerCase()
    if (drop(plain, value)) delete attributes[name]
  }
}

function blankText(childNodes: unknown): void {
  if (!Array.isArray(childNodes)) return
  for (const node of childNodes)
    if (isRecord(node) && 'textContent' in node) node['textContent'] = ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
