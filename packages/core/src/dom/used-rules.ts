import { neededClasses } from './needed-classes.ts'

/** The rules of one stylesheet, of which those that fit nothing yet are kept back. */
export interface UsedRules {
  /** Writes them down, rule by rule: '' for one that is kept back. */
  write(rules: readonly CSSRule[]): Generator<string, void>
  /**
   * Something in the page has this class.
   * @param isThrough all rules have been looked at: of classes that none asks for none is remembered.
   * @returns whether a rule has waited for it.
   */
  see(name: string, isThrough: boolean): boolean
  /** The rules that need not wait any more, each with where it stands among those that are told by then. */
  release(): object[]
}

/** Rules that only stand around others, as their kinds are called. */
const around = /CSS(Media|Supports|Container|Layer(?=Block))/

interface AroundRule extends CSSGroupingRule {
  conditionText?: string
  name?: string
}

/** @param classes those that something in the page has; null if nothing is to be kept back. */
export function createUsedRules(
  classes: Set<string> | null,
  toText: (rule: CSSRule) => string,
  scrub: (css: string) => string,
): UsedRules {
  const waiting = new Map<string, CSSRule[]>()
  const keptBack = new Set<CSSRule>()
  /** The list that each rule is in, since the browser takes long to make one. */
  const siblings = new Map<CSSRule, readonly CSSRule[]>()
  let woken: CSSRule[] = []

  /** The classes that are missing for a rule to fit anything; none if it may. */
  function absentFor(rule: CSSRule): string[] {
    if (!classes || !('selectorText' in rule)) return []
    const all: string[] = []
    for (const needed of neededClasses(String(rule.selectorText))) {
      const absent = needed.filter((name) => !classes.has(name))
      if (absent.length === 0) return absent
      all.push(...absent)
    }
    return refersOutwards(rule) ? [] : all
  }

  function* write(rules: readonly CSSRule[]): Generator<string, void> {
    for (const rule of rules) {
      siblings.set(rule, rules)
      // Not read off its text, which holds all that is inside: a framework may have all its rules in one.
      const [, kind] = around.exec(String(rule)) ?? []
      const absent = absentFor(rule)
      if (kind) {
        const { conditionText, name, cssRules } = rule as AroundRule
        yield scrub(`@${kind.toLowerCase()} ${conditionText ?? name}{`)
        yield* write([...cssRules])
        yield '}'
      } else if (absent.length > 0) {
        keptBack.add(rule)
        for (const name of absent) {
          const rules = waiting.get(name)
          if (rules) rules.push(rule)
          else waiting.set(name, [rule])
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
      woken.push(...(rules ?? []))
      return rules !== undefined
    },
    release() {
      const rules = woken
      woken = []
      return rules.flatMap((rule) => {
        if (absentFor(rule).length > 0 || !keptBack.delete(rule)) return []
        return [{ rule: toText(rule), index: placeOf(rule) }]
      })
    },
  }

  /** Its index, and that of each rule around it, from the outermost, if there is one. */
  function placeOf(rule: CSSRule): number | number[] {
    const path: number[] = []
    for (let at: CSSRule | null = rule; at; at = at.parentRule) {
      const told = siblings.get(at)?.filter((one) => !keptBack.has(one))
      path.unshift(told?.indexOf(at) ?? 0)
    }
    const [first = 0, ...others] = path
    return others.length > 0 ? path : first
  }
}

/** Whether a rule inside may fit what is outside of it: `:not(&)`. */
function refersOutwards(rule: CSSRule): boolean {
  // Most have none inside, and to spell a rule is what takes the time.
  const { cssRules } = rule as CSSRule & { cssRules?: CSSRuleList }
  return cssRules !== undefined && cssRules.length > 0 && /\([^{}]*&/.test(rule.cssText)
}
