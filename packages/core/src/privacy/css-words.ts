import { maskText } from './mask-text.ts'

const known = new Map<string, boolean>()
const maxKnown = 2_000
/** Properties that do not take anything. */
let strict: readonly string[] | undefined
let scratch: CSSStyleDeclaration | undefined

/** A string, a colour, another property's name or a number with its unit; else a word, or a function's name. */
const parts =
  /("(?:\\.|[^"\\])*"|#[\da-f]{3,8}\b|--[\w-]+|[+-]?\.?\d[\d.]*(?:e-?\d+)?[a-z%]{0,4}(?![\w\\-]))|[^\s,()/:;!{}"]+\(?/gi

/** Somebody's number or date. */
const personal = /\d{7}|(?:\d[ -]?){12}|\d{4}-\d\d-\d\d/

/** What may stand where a style takes anything: words that browsers know, numbers, colours. */
export function hideWords(value: string): string {
  if (personal.test(value)) return ''
  return value.replace(parts, (found, sign?: string) =>
    sign || /^\W+$|\($/.test(found) || isKeyword(found) ? found : maskText(found),
  )
}

/** Whether some property, of those that do not take anything, takes this word. */
export function isKeyword(word: string): boolean {
  const answer = known.get(word) ?? look(word)
  if (known.size === maxKnown) known.clear()
  known.set(word, answer)
  return answer
}

function look(word: string): boolean {
  strict ??= [...getComputedStyle(document.documentElement)].filter((name) => !takesAnything(name))
  return (
    /^[\w-]+$/.test(word) &&
    (CSS.supports(word, 'inherit') ||
      // All in one text: to ask for each of some 450 takes five times as long.
      understood(strict.map((name) => `${name}:${word};`).join('')).length > 0)
  )
}

/** What a browser makes of a `style` attribute, until it is asked again. */
export function understood(css: string): CSSStyleDeclaration {
  scratch ??= document.createElement('i').style
  scratch.cssText = css
  return scratch
}

export function takesAnything(property: string): boolean {
  return CSS.supports(property, 'zqzq')
}
