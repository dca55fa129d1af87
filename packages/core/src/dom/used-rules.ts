import { neededClasses } from './needed-classes.ts'

/** The rules of one stylesheet, of which those that fit nothing yet are kept back. */
export interface UsedRules {
  /** Writes them down, rule by rule: '' for one that is kept back. */
  write(rules: Iterable<CSSRule>): Generator<string, void>
  /**
   * Something in the page has this class.
   * @param isThrough all rules have been looked at: of classes that none asks for none is remembered.
   * @returns whether a rule has waited for it.
   */
  see(name: string, isThrough: boolean): boolean
  /**
   * The rules that need not wait any more, each with where it stands among those that are told by then;
   * null for one that has to. Can be left, and begun anew.
   */
  release(): Generator<object | null, void>
}

/** Where a rule stands. */
interface Place {
  list: List
  at: number
}

/** Rules that stand side by side. */
interface List {
  /** Of each, in their order. */
  isTold: boolean[]
  around: Place | null
}

interface Kept extends Place {
  rule: CSSRule
}

/** Rules that only stand around others. */
const groups = /^\[object CSS(Media|Supports|Container|Layer)(?:Block)?Rule/

/** @param classes those that something in the page has; null if nothing is to be kept back. */
export function createUsedRules(
  classes: Set<string> | null,
  toText: (rule: CSSRule) => string,
  scrub: (css: string) => string,
): UsedRules {
  const waiting = new Map<string, Kept[]>()
  const woken = new Set<Kept>()

  /** The classes that are missing for a rule to fit anything; none if it may. */
  function absentFor(rule: CSSRule): string[] {
    const { selectorText } = rule as Partial<CSSStyleRule>
    const absent: string[] = []
    if (!classes || selectorText === undefined) return absent
    for (const needed of neededClasses(selectorText)) {
      const before = absent.length
      for (const name of needed) if (!classes.has(name)) absent.push(name)
      if (absent.length === before) return []
    }
    return refersOutwards(rule) ? [] : absent
  }

  function* write(rules: Iterable<CSSRule>, around: Place | null = null): Generator<string, void> {
    const list: List = { isTold: [], around }
    for (const rule of rules) {
      const absent = absentFor(rule)
      const at = list.isTold.push(absent.length === 0) - 1
      const opening = absent.length === 0 && openingOf(rule)
      if (opening) {
        yield scrub(opening)
        yield* write((rule as CSSGroupingRule).cssRules, { list, at })
        yield '}'
      } else if (absent.length > 0) {
        const kept = { rule, list, at }
        for (const name of absent) {
          const others = waiting.get(name)
          if (others) others.push(kept)
          else waiting.set(name, [kept])
        }
        yield ''
      } else yield toText(rule)
    }
  }

  return {
    write,
    see(name, isThrough) {
      const rules = waiting.get(name)
      if (rules || !isThrough) classes?.add(name)
      waiting.delete(name)
      rules?.forEach((one) => woken.add(one))
      return rules !== undefined
    },
    *release() {
      for (const kept of woken) {
        const { rule, list, at } = kept
        woken.delete(kept)
        if (list.isTold[at] || absentFor(rule).length > 0) yield null
        else {
          list.isTold[at] = true
          const [first, ...others] = pathTo(kept)
          yield { rule: toText(rule), index: others.length > 0 ? [first, ...others] : first }
        }
      }
    },
  }
}

/** What stands before the rules in one that only stands around them. To spell it as a whole spells them, too. */
function openingOf(rule: CSSRule): string | undefined {
  const [, kind] = groups.exec(Object.prototype.toString.call(rule)) ?? []
  if (!kind) return undefined
  const { conditionText, name } = rule as Partial<CSSConditionRule & CSSLayerBlockRule>
  const opening = `@${kind.toLowerCase()} ${conditionText ?? name ?? ''}`
  return /["{]/.test(opening) ? undefined : `${opening}{`
}

/** Its index, after that of each rule around it, from the outermost. */
function pathTo({ list: { isTold, around }, at }: Place): number[] {
  let index = 0
  for (let before = 0; before < at; before++) if (isTold[before]) index++
  return [...(around ? pathTo(around) : []), index]
}

/** Whether a rule inside may fit what is outside of it: `:not(&)`. */
function refersOutwards(rule: CSSRule): boolean {
  // Most have none inside, and to spell a rule is what takes the time.
  const { cssRules } = rule as Partial<CSSGroupingRule>
  return cssRules !== undefined && cssRules.length > 0 && /\([^{}]*&/.test(rule.cssText)
}
