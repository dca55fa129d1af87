import { isFont } from '../privacy/scrub-css.ts'
import { rulesOf } from './css-text.ts'
import { observeCall } from './observe-call.ts'
import type { RecordContext } from './record-context.ts'
import { scrubCssIn } from './scrub-urls-in.ts'

export interface Fonts {
  /** Code has made a font. */
  tell(font: FontFace, source: unknown): void
  /** Tells all of them once more. */
  again(): void
  stop(): void
}

/** rrweb's number for it. */
const fontSource = 10
const maxKnown = 200
/** Characters: a font can be inside its own address. */
const maxLength = 200_000

/**
 * Fonts that code adds to the page, by family and address, as their rule in a stylesheet would name them.
 * Those that are made of bytes are not recorded: they would outweigh the page.
 */
export function recordFonts({ scope: { policy }, keep }: RecordContext): Fonts {
  const scrub = scrubCssIn(policy)
  /** What they were made of, which they do not tell. */
  const known = new Map<FontFace, string>()
  let told = new WeakSet<FontFace>()

  function look(): void {
    for (const [font, source] of known) {
      if (told.has(font) || !document.fonts.has(font)) continue
      told.add(font)
      keep(() => describe(font, source))
    }
  }

  function describe(font: FontFace, source: string): object | null {
    const rule = parse(`@font-face{font-family:${JSON.stringify(bare(font.family))};src:${source}}`)
    const cleaned = rule && parse(scrub(rule.cssText, document.baseURI))
    const read = (name: string): string => cleaned?.style.getPropertyValue(name) ?? ''
    const [family, src] = [bare(read('font-family')), read('src')]
    // Code can make up any: one that could be somebody's name does not pass.
    if (!isFont(family) || !src || src.length > maxLength) return null
    const { weight, style, stretch, unicodeRange } = font
    const descriptors = { weight, style, stretch, unicodeRange }
    return { source: fontSource, family, fontSource: src, buffer: false, descriptors }
  }

  const undo = observeCall(FontFaceSet.prototype, 'add', look)

  return {
    tell(font, source) {
      if (typeof source !== 'string' || known.size >= maxKnown) return
      known.set(font, source)
      look()
    },
    again() {
      told = new WeakSet()
      look()
    },
    stop: undo,
  }
}

function parse(css: string): CSSFontFaceRule | null {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  const [rule] = rulesOf(sheet)
  return rule instanceof CSSFontFaceRule ? rule : null
}

function bare(family: string): string {
  return family.replace(/^(["'])(.*)\1$/, '$2')
}
