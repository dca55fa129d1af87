import type { PreferencesEvent } from '@playhead/protocol'
import { rootsOf } from './roots.ts'

export type Preferences = Pick<PreferencesEvent, 'colorScheme' | 'reducedMotion' | 'forcedColors'>

/** What a stylesheet can ask, and when the answer is yes. */
const questions: readonly [feature: string, holds: (of: Preferences) => boolean][] = [
  ['(prefers-color-scheme: dark)', ({ colorScheme }) => colorScheme === 'dark'],
  ['(prefers-color-scheme: light)', ({ colorScheme }) => colorScheme === 'light'],
  ['(prefers-reduced-motion: reduce)', ({ reducedMotion }) => reducedMotion],
  ['(prefers-reduced-motion: no-preference)', ({ reducedMotion }) => !reducedMotion],
  ['(prefers-reduced-motion)', ({ reducedMotion }) => reducedMotion],
  ['(forced-colors: active)', ({ forcedColors }) => forcedColors],
  ['(forced-colors: none)', ({ forcedColors }) => !forcedColors],
  ['(forced-colors)', ({ forcedColors }) => forcedColors],
]

const mayAsk = /prefers-|forced-|-width: 0\.0\dpx/
/** Stands in `color-scheme` beside the visitor's, where the page would take either. */
const either = 'playhead-either'

/**
 * Lets a rebuilt page answer as the visitor's browser did. An iframe asks its viewer's browser, whatever
 * `color-scheme` its element has (Chromium 156), so each question in the stylesheets is replaced by one of
 * the same answer: about a width that every page has, or none. Which question it was can be read off the
 * width, so that another answer can follow. A visitor who prefers what the viewer prefers costs nothing.
 *
 * @returns whether anything had to be replaced.
 */
export function showPreferences(
  page: Document,
  preferences: Preferences,
  isShown: boolean,
): boolean {
  if (!isShown && isViewersOwn(preferences)) return false
  for (const root of rootsOf(page)) {
    for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
      answerList(sheet.media, preferences)
      answerRules(rulesOf(sheet), preferences)
    }
    for (const source of root.querySelectorAll<HTMLSourceElement>('source[media]')) {
      const media = answer(source.media, preferences)
      if (source.media !== media) source.media = media
    }
  }
  const html = page.documentElement as HTMLElement | null
  if (html) answerScheme(html.style, preferences)
  return true
}

function isViewersOwn({ colorScheme, reducedMotion, forcedColors }: Preferences): boolean {
  return (
    matchMedia(`(prefers-color-scheme: ${colorScheme})`).matches &&
    matchMedia('(prefers-reduced-motion: reduce)').matches === reducedMotion &&
    matchMedia('(forced-colors: active)').matches === forcedColors
  )
}

function answerRules(rules: Iterable<CSSRule>, preferences: Preferences): void {
  for (const rule of rules) {
    if ('media' in rule && rule.media) answerList(rule.media as MediaList, preferences)
    if ('style' in rule) answerScheme(rule.style as CSSStyleDeclaration, preferences)
    if ('styleSheet' in rule) answerRules(rulesOf(rule.styleSheet), preferences)
    if ('cssRules' in rule) answerRules(rulesOf(rule), preferences)
  }
}

function answerList(list: MediaList, preferences: Preferences): void {
  const { mediaText } = list
  if (!mayAsk.test(mediaText)) return
  const answered = answer(mediaText, preferences)
  if (answered !== mediaText) list.mediaText = answered
}

function answer(text: string, preferences: Preferences): string {
  const asked = text.replace(
    /\((?:min|max)-width: 0\.0(\d)px\)/g,
    (found, number: string) => questions[Number(number) - 1]?.[0] ?? found,
  )
  return questions.reduce(
    (answered, [feature, holds], index) =>
      answered.replaceAll(
        feature,
        `(${holds(preferences) ? 'min' : 'max'}-width: 0.0${index + 1}px)`,
      ),
    asked,
  )
}

function answerScheme(style: CSSStyleDeclaration, { colorScheme }: Preferences): void {
  const { colorScheme: taken } = style
  if (taken && (taken.includes(either) || (/light/.test(taken) && /dark/.test(taken)))) {
    style.colorScheme = `${colorScheme} ${either}`
  }
}

/** What may be read: the rules of a stylesheet from elsewhere may not. */
function rulesOf(of: unknown): Iterable<CSSRule> {
  try {
    return (of as { cssRules?: Iterable<CSSRule> } | null)?.cssRules ?? []
  } catch {
    return []
  }
}
