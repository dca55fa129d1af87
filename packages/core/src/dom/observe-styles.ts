import { coverName } from '../privacy/cover-name.ts'
import { scrubDeclaration } from '../privacy/scrub-css.ts'
import { host } from './access.ts'
import { parsedText, rulesOf } from './css-text.ts'
import { observeAccess, observeCall, observeSetter } from './observe-call.ts'
import { type RecordContext, source } from './record-context.ts'
import { scrubCssIn } from './scrub-urls-in.ts'

type Realm = Window & typeof globalThis
type Root = Document | ShadowRoot

export interface Styles {
  /** The stylesheet of this element has been written down as it is now. */
  written(owner: Element): void
  /** How often code has changed it so far. */
  changesOf(owner: Element): number | undefined
  /** Tells which constructed stylesheets a document or a shadow root has adopted, if there are any. */
  adopt(root: Root): void
  patch(realm: Realm): (() => void)[]
  /** The frames begin anew. */
  reset(): void
}

/**
 * Tells of rules that code inserts, deletes or replaces, of properties that it sets in them, and of
 * constructed stylesheets that it adopts.
 *
 * @param onChange hears which stylesheet is changed, before that is told.
 * @param onSwitch hears whose stylesheet is switched off or on.
 */
export function observeStyles(
  { scope: { policy, firstNodeId: lastStyleId = 0 }, mirror, keep }: RecordContext,
  onChange: (owner: object) => void,
  onSwitch: (owner: Element) => void,
): Styles {
  /** How often a stylesheet has been written down as a whole, by its element or by itself. */
  const versions = new WeakMap<object, number>()
  const changes = new WeakMap<object, number>()
  const scrubCss = scrubCssIn(policy)
  let styleIds = new WeakMap<CSSStyleSheet, number>()
  let adopted = new WeakMap<Root, readonly CSSStyleSheet[]>()

  const count = (counts: WeakMap<object, number>, owner: object): void =>
    void counts.set(owner, (counts.get(owner) ?? 0) + 1)
  const written = (owner: object): void => count(versions, owner)

  /** How the frames name a stylesheet: by its element, or by a number of its own. */
  function idsOf(owner: object): { id: number } | { styleId: number } | null {
    const styleId = styleIds.get(owner as CSSStyleSheet)
    if (styleId) return { styleId }
    const id = mirror.idOf(owner as Element)
    return id > 0 ? { id } : null
  }

  function tell(
    sheet: CSSStyleSheet | null,
    make: (scrub: (css: string) => string) => object,
  ): void {
    const owner = sheet && (sheet.ownerNode ?? sheet)
    if (!owner || !idsOf(owner)) return
    count(changes, owner)
    onChange(owner)
    const base = sheet.href ?? (sheet.ownerNode ?? document).baseURI
    const version = versions.get(owner)
    keep(() => {
      const ids = idsOf(owner)
      // Written down since, with this change in it.
      if (!ids || versions.get(owner) !== version) return null
      return { ...ids, ...make((css) => scrubCss(css, base)) }
    })
  }

  function tellRule(
    sheet: CSSStyleSheet | null,
    change: (scrub: (css: string) => string) => object,
  ): void {
    tell(sheet, (scrub) => ({ source: source.styleSheetRule, ...change(scrub) }))
  }

  /** As the browser has understood it: what it does not know is left out. */
  function tellAdded(
    sheet: CSSStyleSheet | null,
    { cssRules }: { cssRules: CSSRuleList },
    at: number,
    path?: readonly number[],
  ): void {
    const rule = cssRules[at]
    if (!rule) return
    const index = path ? [...path, at] : at
    tellRule(sheet, (scrub) => ({ adds: [{ rule: scrub(rule.cssText), index }] }))
  }

  function patchSheets({
    CSSStyleSheet: { prototype },
    HTMLStyleElement,
    StyleSheet,
  }: Realm): (() => void)[] {
    return [
      ...[StyleSheet, HTMLStyleElement].map((one) =>
        observeSetter(one.prototype, 'disabled', (self) => {
          const { ownerNode = self } = self as Partial<CSSStyleSheet>
          if (ownerNode) onSwitch(ownerNode as Element)
        }),
      ),
      observeCall(prototype, 'insertRule', (self, [, index = 0]) =>
        tellAdded(self as CSSStyleSheet, self as CSSStyleSheet, Number(index)),
      ),
      observeCall(prototype, 'deleteRule', (self, [index]) =>
        tellRule(self as CSSStyleSheet, () => ({ removes: [{ index }] })),
      ),
      ...(['replace', 'replaceSync'] as const).map((name) =>
        observeCall(prototype, name, (self, [text]) =>
          tellRule(self as CSSStyleSheet, (scrub) => ({
            [name]: parsedText(String(text), scrub),
          })),
        ),
      ),
    ]
  }

  function patchRules({ CSSGroupingRule, CSSStyleDeclaration }: Realm): (() => void)[] {
    const declared = (self: unknown, change: () => object): void => {
      const rule = (self as CSSStyleDeclaration).parentRule
      if (!rule) return
      const index = pathTo(rule)
      tell(rule.parentStyleSheet, () => ({
        source: source.styleDeclaration,
        index,
        ...change(),
      }))
    }
    return [
      observeCall(CSSGroupingRule.prototype, 'insertRule', (self, [, at = 0]) => {
        const outer = self as CSSGroupingRule
        tellAdded(outer.parentStyleSheet, outer, Number(at), pathTo(outer))
      }),
      observeCall(CSSGroupingRule.prototype, 'deleteRule', (self, [at]) => {
        const outer = self as CSSGroupingRule
        const index = [...pathTo(outer), at]
        tellRule(outer.parentStyleSheet, () => ({ removes: [{ index }] }))
      }),
      observeCall(CSSStyleDeclaration.prototype, 'setProperty', (self, [name, value, priority]) =>
        declared(self, () => {
          const property = String(name)
          const text = scrubDeclaration(property, String(value ?? ''), policy.scrubUrl)
          return { set: { property: coverName(property), value: text, priority } }
        }),
      ),
      observeCall(CSSStyleDeclaration.prototype, 'removeProperty', (self, [property]) =>
        declared(self, () => ({ remove: { property: coverName(String(property)) } })),
      ),
    ]
  }

  function adopt(root: Root): void {
    keep(() => {
      const id = mirror.idOf(host(root) ?? root)
      const sheets = root.adoptedStyleSheets
      if (id === 0 || (sheets.length === 0 && !adopted.has(root))) return null
      adopted.set(root, [...sheets])
      const styles: object[] = []
      const ids = [...sheets].map((sheet) => {
        const known = styleIds.get(sheet)
        if (known) return known
        const styleId = ++lastStyleId
        styleIds.set(sheet, styleId)
        written(sheet)
        const rules = rulesOf(sheet).map((rule, index) => ({
          rule: scrubCss(rule.cssText, document.baseURI),
          index,
        }))
        styles.push({ styleId, rules })
        return styleId
      })
      return {
        source: source.adoptedStyleSheet,
        id,
        styleIds: ids,
        ...(styles.length > 0 && { styles }),
      }
    })
  }

  /**
   * A list of stylesheets can be assigned, which a setter sees, and pushed to, which it does not: whoever
   * pushes must read the list first, so after each access it is compared.
   */
  function patchAdopted({ Document, ShadowRoot }: Realm): (() => void)[] {
    const waiting = new Set<Root>()
    const compare = (): void => {
      for (const root of waiting) {
        const now = root.adoptedStyleSheets
        const told = adopted.get(root) ?? []
        const isSame = now.length === told.length && told.every((sheet, at) => sheet === now[at])
        if (!isSame) adopt(root)
      }
      waiting.clear()
    }
    return [Document, ShadowRoot].map(({ prototype }) =>
      observeAccess(prototype, 'adoptedStyleSheets', (root) => {
        if (waiting.size === 0) queueMicrotask(compare)
        waiting.add(root as Root)
      }),
    )
  }

  return {
    written,
    changesOf: (owner) => changes.get(owner),
    adopt,
    patch: (realm) => [...patchSheets(realm), ...patchRules(realm), ...patchAdopted(realm)],
    reset() {
      styleIds = new WeakMap()
      adopted = new WeakMap()
    },
  }
}

/** The way to a rule: its index, and that of each rule around it. */
function pathTo(rule: CSSRule): number[] {
  const path: number[] = []
  for (let at: CSSRule | null = rule; at; at = at.parentRule) {
    const outer = (at.parentRule as CSSGroupingRule | null) ?? at.parentStyleSheet
    path.unshift(outer ? Array.prototype.indexOf.call(outer.cssRules, at) : -1)
  }
  return path
}
