import { takePristine } from '../page/pristine.ts'

/*
 * The browser's own accessors of the DOM, looked up once: neither a form's field that is called
 * `parentNode` nor a page that replaces a method changes what they read.
 */
type Natives = Pick<typeof globalThis, 'Node' | 'Element' | 'ShadowRoot'>

const natives: Natives | undefined =
  typeof document === 'undefined'
    ? undefined
    : takePristine(readAccessors, ({ Node, Element, ShadowRoot }) => ({
        Node,
        Element,
        ShadowRoot,
      }))
const nodePrototype = natives?.Node.prototype
const elementPrototype = natives?.Element.prototype

/**
 * Reads `this[name]`, whatever the page has put in its place. Bound, as a function of its own for each
 * name is: one closure for all of them is three times as slow.
 */
function getter<T>(prototype: object | undefined, name: string): (node: object) => T {
  const get = prototype && Object.getOwnPropertyDescriptor(prototype, name)?.get
  return get ? Function.prototype.call.bind(get) : (node) => Reflect.get(node, name)
}

export const ownerDocument = getter<Document | null>(nodePrototype, 'ownerDocument')
export const parentNode = getter<ParentNode | null>(nodePrototype, 'parentNode')
export const textContent = getter<string | null>(nodePrototype, 'textContent')
export const firstChild = getter<ChildNode | null>(nodePrototype, 'firstChild')
export const nextSibling = getter<ChildNode | null>(nodePrototype, 'nextSibling')
export const previousSibling = getter<ChildNode | null>(nodePrototype, 'previousSibling')
export const isConnected = getter<boolean>(nodePrototype, 'isConnected')
export const nodeType = getter<number>(nodePrototype, 'nodeType')
export const namespaceOf = getter<string | null>(elementPrototype, 'namespaceURI')

const localName = getter<string>(elementPrototype, 'localName')
const readHost = getter<Element>(natives?.ShadowRoot.prototype, 'host')
const readShadowRoot = getter<ShadowRoot | null>(elementPrototype, 'shadowRoot')

export function isElement(node: Node): node is Element {
  return nodeType(node) === 1
}

/** Lower case. */
export function tagOf(element: Element): string {
  return localName(element).toLowerCase()
}

/** Calls a method as it was when recording began. */
function method<A extends readonly unknown[], T>(
  prototype: object | undefined,
  name: string,
): (node: object, ...args: A) => T {
  const call: unknown = prototype && Reflect.get(prototype, name)
  return typeof call === 'function'
    ? Function.prototype.call.bind(call)
    : (node, ...args) => Reflect.apply(Reflect.get(node, name), node, args)
}

export const contains = method<[Node | null], boolean>(nodePrototype, 'contains')
export const matches = method<[string], boolean>(elementPrototype, 'matches')
/** With `attributeOf` a third of the time that a look at `attributes` takes, which makes an object of each. */
export const attributeNames = method<[], string[]>(elementPrototype, 'getAttributeNames')
export const attributeOf = method<[string], string | null>(elementPrototype, 'getAttribute')

const attributeOfSpace = method<[string | null, string], string | null>(
  elementPrototype,
  'getAttributeNS',
)
export const closest = method<[string], Element | null>(elementPrototype, 'closest')

export function getAttribute(
  element: Element,
  name: string,
  space: string | null = null,
): string | null {
  return attributeOfSpace(element, space, name)
}

/** Whether the element, or one around it, matches. */
export function isWithin(element: Element, selector: string): boolean {
  return closest(element, selector) !== null
}

/** A form that is called `defaultView` stands in the way of this document's own. */
export function viewOf(root: Document): (Window & typeof globalThis) | null {
  return root === document ? window : root.defaultView
}

export function host(node: Node): Element | null {
  // An anchor has a `host` too: the one of its URL.
  return nodeType(node) === 11 && 'host' in node ? readHost(node) : null
}

/** Those that their hosts do not tell, as far as somebody saw them come. */
const closed = new WeakMap<Element, ShadowRoot>()

/** Remembers a shadow root, which may be a closed one. */
export function noteShadowRoot(root: ShadowRoot): void {
  closed.set(readHost(root), root)
}

export function shadowRoot(element: Element): ShadowRoot | undefined {
  return readShadowRoot(element) ?? closed.get(element)
}

/**
 * An observer whose callbacks run outside of Angular's zone: inside, each frame of ours would start a
 * change detection of the application's (https://github.com/angular/zone.js, `__zone_symbol__`).
 */
export function createObserver(callback: MutationCallback): MutationObserver {
  const outsideZone: unknown = Reflect.get(globalThis, '__zone_symbol__MutationObserver')
  const isUsable = (value: unknown): value is typeof MutationObserver => typeof value === 'function'
  return new (isUsable(outsideZone) ? outsideZone : MutationObserver)(callback)
}

/** Those that pages and old libraries are known to replace. */
function readAccessors(): unknown[] {
  const own = (prototype: object, name: string): unknown => {
    const { get, value } = Object.getOwnPropertyDescriptor(prototype, name) ?? {}
    return get ?? value
  }
  return [
    ...['childNodes', 'parentNode', 'nextSibling', 'textContent', 'contains'].map((name) =>
      own(Node.prototype, name),
    ),
    ...[
      'shadowRoot',
      'matches',
      'closest',
      'getAttribute',
      'getAttributeNS',
      'getAttributeNames',
    ].map((name) => own(Element.prototype, name)),
  ]
}
