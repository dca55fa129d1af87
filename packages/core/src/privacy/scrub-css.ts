import type { ScrubUrl } from '@playhead/protocol'
import { coverName } from './cover-name.ts'
import { hideWords, takesAnything, understood } from './css-words.ts'
import { isLayoutValue } from './layout-words.ts'
import { maskText } from './mask-text.ts'
import { isPlainName, namesSomebody } from './plain-name.ts'

/**
 * Masks what a rule may hold of a visitor: the texts that it shows, values that its selectors look for,
 * pictures, names that are ids, words of custom properties, and what is personal in its URLs. What it
 * looks like stays.
 *
 * @param css as browsers write rules down (CSSOM, "serialize a CSS rule").
 */
export function scrubStylesheet(css: string, scrubUrl: ScrubUrl): string {
  const told = scrub(
    css,
    scrubUrl,
    keptStrings,
    (url) => isDrawing(url) || /^data:[\w/+.-]*font/i.test(url),
  ).replace(free, (_, before: string, value: string) => before + hideWords(value))
  // Each name costs a call, and most rules have none but ordinary ones: of letters, and nobody's.
  return uncommon.test(told) || namesSomebody(told)
    ? told.replace(names, (found, name?: string) => (name ? coverEscaped(name) : found))
    : told
}

/** A name's digit, or what is escaped or beyond ASCII. */
const uncommon = /[a-z_-]\d|[^\0-[\]-\x7f]/i

/** Where anything may stand: in custom properties, and where they have no value. */
const free =
  /((?<![\w.-])--[\w-]+\s*[:,]\s*|initial-value:\s*)((?:[^;{}()]|\{[^{}]*\}|\([^;{}]*\))*)/g

/** Names; not those in a text, a colour, a range of characters or a number. */
const names =
  /"(?:\\.|[^"\\])*"|#[\da-f]{3,8}(?![\w-])|U\+[^,;]*|[+-]?\.?\d[\w.%]*|((?:\\[\da-f]{1,6} ?|\\.|[-\w\u0080-\uffff])+)/gi

/** Of names that begin with an escaped digit, as those of utilities do, the ordinary ones stay. */
function coverEscaped(name: string): string {
  const meant = name.replaceAll('\\', '')
  const cover = coverName(meant)
  return cover === meant ? name : cover
}

/** Most come again and again. */
const styles = new Map<string, string>()
const maxStyles = 500

/**
 * The same of a `style` attribute. Unlike a stylesheet it is written per visitor: no text, no picture
 * and no name inside it is the application's own.
 */
export function scrubInlineStyle(css: string, scrubUrl: ScrubUrl): string {
  const known = styles.get(css)
  if (known !== undefined) return known
  const kept = [
    ...scrub(understood(css).cssText, scrubUrl, inlineFont, () => false).matchAll(declaration),
  ].map(([, property = '', value = '']) => keepDeclaration(property, value))
  const text = kept.filter(Boolean).join(' ')
  if (styles.size === maxStyles) styles.clear()
  // An address is relative to its document.
  if (!css.includes('(')) styles.set(css, text)
  return text
}

/** The value of one property. */
export function scrubDeclaration(property: string, value: string, scrubUrl: ScrubUrl): string {
  return /: (.*);$/.exec(scrubInlineStyle(`${property}:${value}`, scrubUrl))?.[1] ?? ''
}

/** Comments, `url()`, texts, and selectors of attributes with a value. */
const parts =
  /\/\*[\s\S]*?\*\/|url\(\s*(?:"((?:\\.|[^"\\])*)"|([^)"']*))\s*\)|"((?:\\.|[^"\\])*)"|\[([\w|-]+)[~|^$*]?="((?:\\.|[^"\\])*)"(?: [is])?\]/gi

/** Properties and rules whose texts name fonts, areas and features: all that a text may be, unmasked. */
const keptStrings =
  /(?:^|[;{}\s])(?:font(?:-family|-feature-settings|-variation-settings)?|grid(?:-template(?:-areas)?)?|syntax)\s*:?[^:;{}]*$|\b(?:format|local)\(\s*$/i
/** Before the name of a font in a style attribute, which `isFont` then looks at. */
const inlineFont = /(?:^|[;\s])font(?:-family)?\s*:[^;]*$/i
const importRule = /@import\s[^;{}]*$/i

function scrub(
  css: string,
  scrubUrl: ScrubUrl,
  kept: RegExp,
  isKeptUrl: (url: string) => boolean,
): string {
  // Most have none of it.
  if (!/["[]|\/\*|url\(/i.test(css)) return css
  const toUrl = (url: string): string => {
    // A reference into the same document (`url(#gradient)`) leads nowhere else.
    if (url.startsWith('#')) return `#${coverName(url.slice(1))}`
    if (/^(?:data|blob):/i.test(url)) return isKeptUrl(url) ? url : ''
    return scrubUrl(url).replace(/["\\\n]/g, '')
  }
  return css.replace(
    parts,
    (
      found,
      quoted: string | undefined,
      bare: string | undefined,
      text: string | undefined,
      attribute: string | undefined,
      value: string | undefined,
      offset: number,
    ) => {
      if (found.startsWith('/*')) return ''
      if (attribute !== undefined && value !== undefined) {
        const told = toldSelector(attribute, value)
        return told === value ? found : `[${attribute}="${told}"]`
      }
      if (text === undefined) {
        const url = toUrl(quoted ?? bare ?? '')
        return (url && `url("${url}")`) || 'none'
      }
      const before = css.slice(Math.max(0, offset - 300), offset)
      if (importRule.test(before)) return `"${toUrl(text)}"`
      const isKept = kept.test(before) && (kept !== inlineFont || isFont(text))
      return `"${isKept ? text.replace(/[^\s"']+/g, coverName) : maskString(text)}"`
    },
  )
}

/** `Open Sans`. */
export function isFont(text: string): boolean {
  return /^(?:[A-Z][A-Za-z]{1,14} ?){1,4}$/.test(text)
}

/** Escapes and single signs are icons and quotation marks; letters are text. */
function maskString(text: string): string {
  return /[\p{L}\p{N}]/u.test(text.replace(/\\[\da-f]{1,6}\s?/gi, ''))
    ? maskText(text.replace(/\\[\da-f]{1,6}\s?|["\\]/gi, ''))
    : text
}

/** What to look for, as far as that may be told. */
function toldSelector(attribute: string, value: string): string {
  if (/^(?:class|id)$/i.test(attribute)) return coverName(value)
  return isLayoutValue(value) && !/\d{3}/.test(value) ? value : '*'
}

/** A drawing with no text in it. */
function isDrawing(url: string): boolean {
  const [, isBase64, content = ''] =
    /^data:image\/svg\+xml[^,]*?(;base64)?,([\s\S]*)$/i.exec(url) ?? []
  try {
    const svg = isBase64 ? atob(content) : decodeURIComponent(content)
    return (
      /^\s*(?:<\?xml[^>]*>\s*)?<svg\b/i.test(svg) &&
      !/<(?!\/?(?:svg|g|path|circle|rect|line|poly\w+|ellipse|defs|use|clippath|mask|\w+gradient|stop)\b|\?xml)|\b(?:aria-|data-|title|href)/i.test(
        svg,
      ) &&
      svg.replace(/<[^>]*>/g, '').trim() === ''
    )
  } catch {
    return false
  }
}

const declaration = /([\w-]+): ((?:\([^)]*\)|"[^"]*"|[^;("])*)/g
/** Areas and animations are named in stylesheets. */
const sharedNames = /^(?:grid|animation)/

function keepDeclaration(property: string, value: string): string {
  if (property.startsWith('--'))
    return `${coverName(property)}: ${coverProperties(hideWords(value))};`
  const isFontName = /^font(?:-family)?$/.test(property)
  const mayName = isFontName || takesAnything(property) || /attr\(|var\([^()]*,/.test(value)
  const isNamed = (name: string): boolean =>
    isLayoutValue(name) ||
    (isFontName ? isFont(name) : sharedNames.test(property) && isPlainName(name))
  const isKept =
    !mayName || (value.replace(/"[^"]*"/g, '').match(/[a-z][\w-]*/gi) ?? []).every(isNamed)
  return isKept ? `${property}: ${coverProperties(value)};` : ''
}

/** The names of custom properties, and of what is named like them; not what looks so in an address. */
function coverProperties(value: string): string {
  return value.replace(/("[^"]*")|--[\w-]+/g, (name, text?: string) => text ?? coverName(name))
}
