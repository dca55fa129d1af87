/*
 * The browser's own accessors of the DOM, looked up once. rrweb looks each of them up at every use, by a
 * key that it builds from strings; on a large page that was a tenth of the snapshot.
 */
const { Node: nativeNode, Element: nativeElement, ShadowRoot: nativeShadowRoot } = pristineWindow()

/** Reads `this[name]`, whatever the page has put in its place. */
function getter<T>(prototype: object, name: string): (node: object) => T {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get
  return (node) => Reflect.apply(get ?? readPlainly(name), node, [])
}

function readPlainly(name: string): () => unknown {
  return function (this: object) {
    return Reflect.get(this, name)
  }
}

export const ownerDocument = getter<Document | null>(nativeNode.prototype, 'ownerDocument')
export const childNodes = getter<NodeListOf<ChildNode>>(nativeNode.prototype, 'childNodes')
export const parentNode = getter<ParentNode | null>(nativeNode.prototype, 'parentNode')
export const parentElement = getter<Element | null>(nativeNode.prototype, 'parentElement')
export const textContent = getter<string | null>(nativeNode.prototype, 'textContent')
export const firstChild = getter<ChildNode | null>(nativeNode.prototype, 'firstChild')
export const nextSibling = getter<ChildNode | null>(nativeNode.prototype, 'nextSibling')
export const previousSibling = getter<ChildNode | null>(nativeNode.prototype, 'previousSibling')

const readHost = getter<Element>(nativeShadowRoot.prototype, 'host')
const readShadowRoot = getter<ShadowRoot | null>(nativeElement.prototype, 'shadowRoot')
const { contains: nativeContains, getRootNode: nativeRootNode } = nativeNode.prototype
const nativeMatches: (selector: string) => unknown = nativeElement.prototype.matches
const nativeClosest: (selector: string) => unknown = nativeElement.prototype.closest

export function contains(node: Node, other: Node | null): boolean {
  return Reflect.apply(nativeContains, node, [other])
}

export function getRootNode(node: Node): Node {
  return Reflect.apply(nativeRootNode, node, [])
}

export function host(node: Node | null): Element | null {
  // An anchor has a `host` too: the one of its URL.
  return node?.nodeType === 11 && 'host' in node ? readHost(node) : null
}

export function shadowRoot(node: Node | null): ShadowRoot | null {
  return node?.nodeType === 1 ? readShadowRoot(node) : null
}

export function hasShadowRoot(node: Node | null): boolean {
  return shadowRoot(node) !== null
}

/** Whether the node's element matches; with `checkAncestors` also whether one around it does. */
export function isBlocked(
  node: Node | null,
  selector: string | null,
  checkAncestors: boolean,
): boolean {
  const element = node && (node.nodeType === 1 ? node : parentElement(node))
  if (!element || !selector) return false
  return Boolean(Reflect.apply(checkAncestors ? nativeClosest : nativeMatches, element, [selector]))
}

/**
 * An observer whose callbacks run outside of Angular's zone: inside, each frame of ours would start a
 * change detection of the application's (https://github.com/angular/zone.js, `__zone_symbol__`).
 */
export function mutationObserverCtor(): [typeof MutationObserver, () => void] {
  const name = '__zone_symbol__MutationObserver'
  const outsideZone: unknown = Reflect.get(globalThis, name)
  const isUsable = (value: unknown): value is typeof MutationObserver => typeof value === 'function'
  return [isUsable(outsideZone) ? outsideZone : MutationObserver, () => undefined]
}

/** This window, or, if the page has replaced accessors of the DOM, what an untouched frame has. */
function pristineWindow(): Pick<typeof globalThis, 'Node' | 'Element' | 'ShadowRoot'> {
  const isNative = (prototype: object, name: string): boolean => {
    const { get, value } = Object.getOwnPropertyDescriptor(prototype, name) ?? {}
    return /\[native code\]/.test(Function.prototype.toString.call(get ?? value))
  }
  try {
    const names = ['childNodes', 'parentNode', 'nextSibling', 'textContent', 'contains']
    const isUntouched =
      names.every((name) => isNative(Node.prototype, name)) &&
      ['shadowRoot', 'matches', 'closest'].every((name) => isNative(Element.prototype, name))
    if (isUntouched) return globalThis
    const frame = document.createElement('iframe')
    frame.style.display = 'none'
    document.documentElement.append(frame)
    const inside = frame.contentWindow as (Window & typeof globalThis) | null
    // Taken while the frame is there: the window of one that is gone has nothing left.
    const found = inside && {
      Node: inside.Node,
      Element: inside.Element,
      ShadowRoot: inside.ShadowRoot,
    }
    frame.remove()
    return found ?? globalThis
  } catch {
    return globalThis
  }
}
