import type { ScrubUrl } from '@playhead/protocol'
import { isLayoutValue } from './layout-words.ts'
import { maskText } from './mask-text.ts'
import { isPlainName } from './plain-name.ts'

/**
 * Masks what a stylesheet may hold of a visitor: the texts that it shows, values that its selectors look
 * for, comments, pictures, and what is personal in its URLs. What it looks like stays.
 */
export function scrubStylesheet(css: string, scrubUrl: ScrubUrl): string {
  return scrub(
    css,
    scrubUrl,
    keptStrings,
    (url) => isDrawing(url) || /^data:[\w/+.-]*font/i.test(url),
  )
}

/**
 * The same of a `style` attribute or one value of it. Unlike a stylesheet it is written per visitor: no
 * text, no picture and no name inside it is the application's own.
 */
export function scrubInlineStyle(css: string, scrubUrl: ScrubUrl): string {
  const scrubbed = scrub(css, scrubUrl, inlineFont, () => false)
  return /--|font|name|anchor|timeline|grid|animation|container|user/i.test(scrubbed)
    ? scrubbed.replace(declaration, keepDeclaration)
    : scrubbed
}

/** Comments, `url()`, texts, and selectors of attributes with a value; not a class such as `.a\[b=c\]`. */
const parts =
  /\/\*[\s\S]*?(?:\*\/|$)|url\(\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|((?:\\.|[^)\\'"\s])*))\s*\)|"((?:\\[\s\S]|[^"\\])*)"|'((?:\\[\s\S]|[^'\\])*)'|(?<!\\)\[\s*([\w|-]+)\s*[~|^$*]?=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\]\s"']*))\s*[is]?\s*\]/gi

/** Properties and rules whose texts name fonts, areas and features: all that a text may be, unmasked. */
const keptStrings =
  /(?:^|[;{}\s])(?:font(?:-family|-feature-settings|-variation-settings)?|grid(?:-template(?:-areas)?)?|syntax|@charset|@keyframes|animation(?:-name)?)\s*:?[^:;{}]*$|\b(?:format|local)\(\s*$/i
/** Before the name of a font in a style attribute, which `isFont` then looks at. */
const inlineFont = /(?:^|[;\s])font(?:-family)?\s*:[^;]*$/i
const importRule = /@(?:import|namespace)\s[^;{}]*$/i

function scrub(
  css: string,
  scrubUrl: ScrubUrl,
  kept: RegExp,
  isKeptUrl: (url: string) => boolean,
): string {
  // Most inline styles have none of it.
  if (!/["'[]|\/\*|url\(/i.test(css)) return css
  const toUrl = (url: string): string | null => {
    // A reference into the same document (`url(#gradient)`) leads nowhere else.
    if (url.startsWith('#')) return isPlainName(url.slice(1)) ? url : null
    if (/^(?:data|blob):/i.test(url)) return isKeptUrl(url) ? url : null
    return scrubUrl(url).replace(/["\\\n]/g, '')
  }
  return css.replace(parts, (found: string, ...groups: unknown[]) => {
    const [double, single, bare, doubled, quoted, attribute, ...values] = groups as (
      | string
      | undefined
    )[]
    if (found.startsWith('/*')) return ''
    if (attribute !== undefined) {
      const value = values[0] ?? values[1] ?? values[2] ?? ''
      return isKeptSelector(attribute, value) ? found : `[${attribute}="*"]`
    }
    const text = doubled ?? quoted
    if (text === undefined) {
      const url = toUrl(double ?? single ?? bare ?? '')
      return url === null ? 'none' : `url("${url}")`
    }
    const offset = groups[9]
    const before = typeof offset === 'number' ? css.slice(Math.max(0, offset - 300), offset) : ''
    if (importRule.test(before)) return `"${toUrl(text) ?? ''}"`
    const isKept = kept.test(before) && (kept !== inlineFont || isFont(text))
    return isKept ? found : `"${maskString(text)}"`
  })
}

/** Fonts that are named without quotation marks are words as well. */
function isKnownFont(value: string): boolean {
  return value
    .split(',')
    .every((name) => /["']/.test(name) || isLayoutValue(name) || isFont(name.trim()))
}

/** `Open Sans`. */
function isFont(text: string): boolean {
  return /^(?:[A-Z][A-Za-z]{1,14} ?){1,4}$/.test(text)
}

/** Escapes and single signs are icons and quotation marks; letters are text. */
function maskString(text: string): string {
  return /[\p{L}\p{N}]/u.test(text.replace(/\\[\da-f]{1,6}\s?/gi, ''))
    ? maskText(text.replace(/\\[\da-f]{1,6}\s?|["\\]/gi, ''))
    : text
}

/** Attributes whose values are recorded, or are states that components set. */
const selectable =
  /^(?:class|id|type|role|dir|lang|hidden|open|disabled|aria-\w+|data-(?:state|theme|mode|side|align|orientation|variant|size|color-scheme))$/i

function isKeptSelector(attribute: string, value: string): boolean {
  const isPart = /^[a-z]*[-_]?[a-z]*[-_]?\d{0,2}$/i.test(value)
  return selectable.test(attribute) && (isPlainName(value) || isLayoutValue(value) || isPart)
}

/** A drawing with no text in it. */
function isDrawing(url: string): boolean {
  const [, isBase64, content = ''] =
    /^data:image\/svg\+xml[^,]*?(;base64)?,([\s\S]*)$/i.exec(url) ?? []
  try {
    const svg = isBase64 ? atob(content) : decodeURIComponent(content)
    return (
      /^\s*(?:<\?xml[^>]*>\s*)?<svg\b/i.test(svg) &&
      !/<(?!\/?(?:svg|g|path|circle|rect|line|polyline|polygon|ellipse|defs|use|clippath|mask|lineargradient|radialgradient|stop|style)\b|\?xml)|\b(?:aria-|data-|title|href)/i.test(
        svg,
      ) &&
      svg.replace(/<style>[\s\S]*?<\/style>|<[^>]*>/gi, '').trim() === ''
    )
  } catch {
    return false
  }
}

const declaration = /([\w-]+)\s*:\s*((?:\([^)]*\)|"[^"]*"|[^;("])*)/g
/** Made for one element each. */
const personalNames =
  /^(?:view-transition-(?:name|class)|anchor-name|position-anchor|(?:view|scroll)-timeline-name|timeline-scope|container(?:-name)?)$/

function keepDeclaration(found: string, property: string, value: string): string {
  if (property.startsWith('--')) {
    return isLayoutValue(value.replace(/var\(--[\w-]+/g, 'var(')) ? found : `${property}: ""`
  }
  if (personalNames.test(property)) return ''
  // Areas and animations are named in stylesheets.
  if (/^font(?:-family)?$/.test(property) && !isKnownFont(value)) return ''
  const isNamed = /^(?:grid-(?:area|row|column)|animation)/.test(property)
  const names = isNamed ? (value.match(/[a-z][\w-]*/gi) ?? []) : []
  return names.every((name) => isPlainName(name) || isLayoutValue(name)) && isKnown(property)
    ? found
    : ''
}

/** An attribute can hold what no browser knows as a property. */
function isKnown(property: string): boolean {
  return typeof CSS === 'undefined' || CSS.supports(property, 'inherit')
}
