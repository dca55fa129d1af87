import { observeCall } from './observe-call.ts'
import { host as hostOf } from './dom-access.ts'

interface Ids {
  id?: number
  styleId?: number
}

interface StyleObserverOptions {
  styleSheetRuleCb(change: Ids & Record<string, unknown>): void
  styleDeclarationCb(change: Ids & Record<string, unknown>): void
  mirror: { getId(node: Node | null): number }
  stylesheetManager: {
    styleMirror: { getId(sheet: CSSStyleSheet): number }
    adoptStyleSheets(sheets: readonly CSSStyleSheet[], hostId: number): void
  }
}

type Realm = Window & typeof globalThis

/**
 * Tells of rules that code inserts, deletes or replaces. rrweb's own observer tells before the call,
 * so a rule that the browser refuses was recorded; it puts originals back over the patches of others;
 * and it never takes `addRule` and `removeRule` back.
 */
export function initStyleSheetObserver(
  options: StyleObserverOptions,
  { win }: { win: Realm },
): () => void {
  const tell = (sheet: CSSStyleSheet | null, change: Record<string, unknown>): void => {
    const ids = idsOf(sheet, options)
    if (ids) options.styleSheetRuleCb({ ...ids, ...change })
  }
  const { prototype } = win.CSSStyleSheet
  const undo = [
    observeCall(prototype, 'insertRule', (sheet, [rule, index]) => {
      tell(sheet as CSSStyleSheet, { adds: [{ rule, index }] })
    }),
    observeCall(prototype, 'addRule', (sheet, [selector, block, index]) => {
      const { cssRules } = sheet as CSSStyleSheet
      const rule = `${String(selector)} { ${String(block)} }`
      tell(sheet as CSSStyleSheet, { adds: [{ rule, index: index ?? cssRules.length - 1 }] })
    }),
    ...(['deleteRule', 'removeRule'] as const).map((name) =>
      observeCall(prototype, name, (sheet, [index = 0]) => {
        tell(sheet as CSSStyleSheet, { removes: [{ index }] })
      }),
    ),
    ...(['replace', 'replaceSync'] as const).map((name) =>
      observeCall(prototype, name, (sheet, [text]) => {
        tell(sheet as CSSStyleSheet, { [name]: String(text) })
      }),
    ),
  ]
  const { prototype: group } = win.CSSGroupingRule
  undo.push(
    observeCall(group, 'insertRule', (self, [rule, index = 0]) => {
      const outer = self as CSSGroupingRule
      tell(outer.parentStyleSheet, { adds: [{ rule, index: [...positionOf(outer), index] }] })
    }),
    observeCall(group, 'deleteRule', (self, [index]) => {
      const outer = self as CSSGroupingRule
      tell(outer.parentStyleSheet, { removes: [{ index: [...positionOf(outer), index] }] })
    }),
  )
  return () => undo.forEach((one) => one())
}

/** Tells of properties that code sets or removes in a rule. Inline styles are attributes. */
export function initStyleDeclarationObserver(
  options: StyleObserverOptions,
  { win }: { win: Realm },
): () => void {
  const tell = (style: CSSStyleDeclaration, change: Record<string, unknown>): void => {
    const rule = style.parentRule
    const ids = rule && idsOf(rule.parentStyleSheet, options)
    if (ids) options.styleDeclarationCb({ ...ids, ...change, index: positionOf(rule) })
  }
  const { prototype } = win.CSSStyleDeclaration
  const undo = [
    observeCall(prototype, 'setProperty', (style, [property, value, priority]) => {
      tell(style as CSSStyleDeclaration, { set: { property, value, priority } })
    }),
    observeCall(prototype, 'removeProperty', (style, [property]) => {
      tell(style as CSSStyleDeclaration, { remove: { property } })
    }),
  ]
  return () => undo.forEach((one) => one())
}

/**
 * Tells which constructed stylesheets a document or a shadow root has adopted. They can be assigned,
 * which a setter sees, and pushed, which it does not: whoever pushes must read the list first, so after
 * each read it is compared.
 */
export function initAdoptedStyleSheetObserver(
  { mirror, stylesheetManager }: Pick<StyleObserverOptions, 'mirror' | 'stylesheetManager'>,
  root: Document | ShadowRoot,
): () => void {
  const id = mirror.getId(hostOf(root) ?? root)
  const prototype: object | null = Object.getPrototypeOf(root)
  const native = findDescriptor(prototype, 'adoptedStyleSheets')
  const { get, set } = native ?? {}
  if (id < 1 || !native || !get || !set) return () => undefined
  const read = (): readonly CSSStyleSheet[] => Reflect.apply(get, root, [])
  let told = [...read()]
  let isWaiting = false
  let isActive = true

  const compare = (): void => {
    isWaiting = false
    const now = read()
    if (!isActive || (now.length === told.length && told.every((sheet, at) => sheet === now[at])))
      return
    told = [...now]
    stylesheetManager.adoptStyleSheets(told, id)
  }
  const compareSoon = (): void => {
    if (isWaiting || !isActive) return
    isWaiting = true
    queueMicrotask(compare)
  }
  const observed = {
    get() {
      compareSoon()
      return read()
    },
    set(sheets: unknown) {
      Reflect.apply(set, root, [sheets])
      compareSoon()
    },
    configurable: true,
    enumerable: native.enumerable ?? true,
  }
  if (!Reflect.defineProperty(root, 'adoptedStyleSheets', observed)) return () => undefined
  return () => {
    isActive = false
    const now = Object.getOwnPropertyDescriptor(root, 'adoptedStyleSheets')
    if (now?.set === observed.set) Reflect.deleteProperty(root, 'adoptedStyleSheets')
  }
}

function findDescriptor(from: object | null, name: string): PropertyDescriptor | undefined {
  for (let at = from; at; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name)
    if (found) return found
  }
  return undefined
}

/** How the frames name a stylesheet: by its element, or by a number of its own if it was constructed. */
function idsOf(
  sheet: CSSStyleSheet | null,
  { mirror, stylesheetManager }: StyleObserverOptions,
): Ids | null {
  if (!sheet) return null
  const isOwned = sheet.ownerNode !== null
  const id = isOwned ? mirror.getId(sheet.ownerNode) : stylesheetManager.styleMirror.getId(sheet)
  if (id < 1) return null
  return isOwned ? { id } : { styleId: id }
}

/** The way to a rule: its index, and that of each rule around it. */
function positionOf(rule: CSSRule): number[] {
  const path: number[] = []
  for (let at: CSSRule | null = rule; at; at = at.parentRule) {
    const outer = (at.parentRule as CSSGroupingRule | null) ?? at.parentStyleSheet
    path.unshift(outer ? Array.prototype.indexOf.call(outer.cssRules, at) : -1)
  }
  return path
}
