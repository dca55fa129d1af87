import { markerAttributes } from './marker-attributes.ts'
import type { Garden } from './planted.ts'
import { date, word } from './token.ts'

const wording =
  /^(?:title|alt|label|placeholder|summary|aria-(?:label|description|placeholder|roledescription|valuetext))$/
/** Names of things, which the timeline shows: a developer's words, not a person's. */
const names = /^data-(?:testid|test-id|test|cy|qa|component|sentry-\w+)$/

/** Canaries in the attributes that an element has. */
export function plantAttributes(element: Element, garden: Garden): void {
  for (const { name, value } of element.attributes) {
    if (value.trim() !== '') plantAttribute(element, name, value, garden)
  }
}

function plantAttribute(element: Element, name: string, value: string, { plant }: Garden): void {
  const canary = word()
  const set = (to: string) => (): void => element.setAttribute(name, to)
  if (wording.test(name)) return plant('wording', canary, element, set(canary), value)
  if (element instanceof HTMLMetaElement) {
    if (name === 'content' && !isLayout(element)) plant('meta', canary, element, set(canary))
    return
  }
  if (element instanceof HTMLOptionElement && name === 'value') {
    return plant('option-value', canary, element, set(canary))
  }
  if (name === 'datetime') {
    const day = date()
    return plant('data', day, element, set(day))
  }
  if (isLink(element, name, value)) {
    return plant('link-url', canary, element, set(withQuery(value, canary)))
  }
  if (element instanceof HTMLImageElement && name === 'src' && /^https?:/.test(element.src)) {
    return plant('image-url', canary, element, set(withQuery(value, canary)))
  }
  if (isOwn(element, name)) plant('data', canary, element, set(canary))
}

function isLayout(meta: HTMLMetaElement): boolean {
  return meta.httpEquiv !== '' || /^(?:viewport|color-scheme|theme-color)$/.test(meta.name)
}

function isLink(element: Element, name: string, value: string): boolean {
  return (
    (name === 'href' && (element instanceof HTMLAnchorElement || element.localName === 'area')) ||
    ((name === 'action' || name === 'formaction') && !/^\s*javascript:/i.test(value))
  )
}

/** What the application made up, which no browser reads. */
function isOwn(element: Element, name: string): boolean {
  if (names.test(name) || markerAttributes.has(name)) return false
  if (name.startsWith('data-')) return true
  if (
    element instanceof SVGElement ||
    /^(?:on|aria-|xmlns|xml:)|^(?:class|role|is|slot|part)$/.test(name)
  ) {
    return false
  }
  return !(name.replaceAll('-', '') in element) && !lowerCased(element).has(name)
}

/** `tabindex` is reflected as `tabIndex`. */
function lowerCased(element: Element): Set<string> {
  const known = new Set([
    'for',
    'class',
    'charset',
    'property',
    'http-equiv',
    'color',
    'accept-charset',
  ])
  for (const name in element) known.add(name.toLowerCase())
  return known
}

function withQuery(url: string, canary: string): string {
  const [address = '', fragment] = url.split('#')
  const query = `${address.includes('?') ? '&' : '?'}playhead-audit=${canary}`
  return address + query + (fragment === undefined ? '' : `#${fragment}`)
}
