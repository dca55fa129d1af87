import type { LongSheets, SheetOwner, SheetTools } from './long-sheets.ts'
import type { Styles } from './observe-styles.ts'
import { type RecordContext, source } from './record-context.ts'
import { ruleText } from './rule-text.ts'
import { createUsedRules, type UsedRules } from './used-rules.ts'

/** A stylesheet of which rules are kept back. */
interface Partial {
  owner: SheetOwner
  sheet: CSSStyleSheet | null
  used: UsedRules
  /** Once it is written down; rules that need not wait any more are told then. */
  isTold: boolean
  isWoken: boolean
}

/** What a rule takes, in nodes: to be written down, and to be looked at. */
const nodesPerRule = 4
const nodesPerLook = 1
/** A page that never stops changing its rules is told of in one long task. */
const maxAttempts = 3
const maxKnown = 1_000

/**
 * Writes long stylesheets down a piece in each task, and tells of them once they are through: the browser
 * spells every rule anew, and a megabyte of them takes a second. Rules that fit nothing wait until
 * something has their classes; see docs/decisions/022-rules-in-use.md.
 */
export function writeLongSheets(
  { mirror, keep, goOn, room }: RecordContext,
  { changesOf, written }: Pick<Styles, 'changesOf' | 'written'>,
  { rulesOf, scrub, toFrame }: SheetTools,
): LongSheets {
  let partials: Partial[] = []
  /** Values of `class` that have been looked at. */
  const known = new Set<string>()

  function found(owner: SheetOwner): void {
    let pieces: Iterator<string, void> | undefined
    let partial: Partial | undefined
    let parts: string[] = []
    let changes: number | undefined
    let attempts = 0

    function begin(): void {
      const { sheet } = owner
      const base = sheet?.href ?? owner.baseURI
      const rules = rulesOf(sheet)
      const classes = isStill(owner, rules) ? classesAround(owner) : null
      attempts++
      changes = changesOf(owner)
      parts = []
      forget(owner)
      const used = createUsedRules(
        classes,
        (rule) => ruleText(rule, base, scrub, rulesOf),
        (css) => scrub(css, base),
      )
      pieces = used.write(rules)
      partial = classes ? { owner, sheet, used, isTold: false, isWoken: false } : undefined
      if (partial) partials.push(partial)
      known.clear()
    }

    function make(): object | null {
      const id = mirror.idOf(owner)
      if (id === 0) return null
      if (attempts === 0 || changes !== changesOf(owner)) begin()
      for (let next = pieces?.next(); next && !next.done; next = pieces?.next()) {
        parts.push(next.value)
        room.left -= next.value === '' ? nodesPerLook : nodesPerRule
        if (room.left > 0 || attempts > maxAttempts) continue
        goOn(make)
        return null
      }
      written(owner)
      if (partial) {
        partial.isTold = true
        if (partial.isWoken) release(partial)
      }
      return toFrame(owner, parts.join(''))
    }

    goOn(make)
  }

  /** Whether nothing but its text says which rules there are. */
  function isStill(owner: SheetOwner, rules: readonly CSSRule[]): boolean {
    return (
      changesOf(owner) === undefined &&
      owner.ownerDocument.compatMode === 'CSS1Compat' &&
      ('href' in owner || owner.firstChild !== null) &&
      !rules.some((rule) => 'styleSheet' in rule)
    )
  }

  /** And what is not in the page any more. */
  function forget(owner?: object): void {
    partials = partials.filter((one) => one.owner !== owner && mirror.idOf(one.owner) > 0)
  }

  /** What has waited is told right after what it waited for. */
  function release(partial: Partial): void {
    goOn(() => {
      partial.isWoken = false
      const id = mirror.idOf(partial.owner)
      if (id === 0 || partial.owner.sheet !== partial.sheet) return null
      const adds = partial.used.release()
      return adds.length > 0 ? { source: source.styleSheetRule, id, adds } : null
    })
  }

  return {
    found,
    changed(owner) {
      const partial = partials.find((one) => one.isTold && one.owner === owner)
      if (!partial) return
      forget(owner)
      keep(() => {
        found(partial.owner)
        return null
      })
    },
    classes(list) {
      if (partials.length === 0 || typeof list !== 'string' || known.has(list)) return
      if (known.size === maxKnown) known.clear()
      known.add(list)
      forget()
      for (const partial of partials) {
        const { used, isTold, isWoken } = partial
        const awaited = list.split(/\s+/).filter((name) => used.see(name, isTold))
        if (isWoken || awaited.length === 0) continue
        partial.isWoken = true
        if (isTold) release(partial)
      }
    },
    stop() {
      partials = []
    },
  }
}

/** The classes that a stylesheet meets: those in its document or its shadow tree. */
function classesAround(owner: Element): Set<string> {
  const root = owner.getRootNode()
  const { prototype } = root === owner.ownerDocument ? Document : DocumentFragment
  // A form has fields in the place of methods that they are named like.
  const elements: NodeListOf<Element> = Reflect.apply(prototype.querySelectorAll, root, ['[class]'])
  const listOf = (element: Element): string =>
    String(Reflect.apply(Element.prototype.getAttribute, element, ['class']))
  return new Set(Array.from(elements, listOf).join(' ').split(/\s+/))
}
