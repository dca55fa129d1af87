import { closest, matches } from '../dom/access.ts'
import type { ElementReference } from '@playhead/protocol'
import { isPlainName } from '../privacy/plain-name.ts'
import { isElementOfAnyRealm, parentAcross } from '../privacy/privacy-level.ts'
import type { CaptureScope } from './scope.ts'

const maxNameLength = 80
const maxSteps = 6
const testIds = ['data-testid', 'data-test-id', 'data-test', 'data-cy', 'data-qa']
/** Classes that come and go with what is done: the same element must keep its selector. */
const stateClass =
  /^(?:is|has)-|(?:^|[-_])(?:active|checked|closed|current|disabled|expanded|focus(?:ed)?|hidden|hover|invalid|loading|open|selected|visible)$/i

/**
 * Names an element for the timeline. Of a blocked subtree only its outermost element is named.
 */
export function describeElement(target: Element, scope: CaptureScope): ElementReference {
  try {
    return describe(target, scope)
  } catch {
    // A form's fields shadow its properties: one named `tagName` or `closest` ends up here.
    return { selector: '*', tag: '*' }
  }
}

function describe(target: Element, scope: CaptureScope): ElementReference {
  const element = closest(target, scope.policy.selectors.block) ?? target
  const role = roleOf(element)
  const name = nameOf(element, scope)
  const node = scope.nodeId(element, true)
  return {
    selector: selectorOf(element),
    tag: tagOf(element),
    ...(role && { role }),
    ...(name && { name }),
    ...(node !== undefined && { node }),
  }
}

/** What was hit by events that are looked at after their dispatch, when they do not tell any more. */
const hits = new WeakMap<Event, EventTarget | undefined>()

export function rememberHit(event: Event): void {
  hits.set(event, event.composedPath()[0])
}

/**
 * What an event really hit: shadow roots make it look like their host. Null if that stays off the
 * timeline.
 */
export function targetOf(event: Event, scope: CaptureScope): Element | null {
  const hit = event.composedPath()[0] ?? hits.get(event) ?? event.target
  return hit instanceof Node ? heardElement(hit, scope) : null
}

/** The element that a node is or is in; null where what is done stays off the timeline. */
export function heardElement(node: Node, scope: CaptureScope): Element | null {
  const element = isElementOfAnyRealm(node) ? node : node.parentElement
  return element && !isIgnored(element, scope) ? element : null
}

/**
 * A selector of what somebody chose to write: test ids, ids, field names, class names, tags. Names
 * that look generated are passed over: they may carry data, and they change with the next build.
 */
function selectorOf(element: Element): string {
  const steps: string[] = []
  for (let at: Element | null = element; at && steps.length < maxSteps; at = at.parentElement) {
    const anchor = anchorOf(at)
    steps.unshift(anchor ?? stepOf(at))
    if (anchor) break
  }
  return steps.join(' > ')
}

function anchorOf(element: Element): string | null {
  for (const attribute of testIds) {
    const id = element.getAttribute(attribute)
    if (id !== null && isPlainName(id)) return `[${attribute}="${id}"]`
  }
  return isPlainName(element.id) ? `#${element.id}` : null
}

function stepOf(element: Element): string {
  const tag = tagOf(element)
  const name = element.getAttribute('name')
  if (name !== null && isPlainName(name)) return `${tag}[name="${name}"]`
  const step =
    tag +
    [...element.classList]
      .filter((name) => isPlainName(name) && !stateClass.test(name))
      .slice(0, 2)
      .map((name) => `.${name}`)
      .join('')
  const siblings = [...(element.parentElement?.children ?? [])].filter(
    (sibling) => sibling.tagName === element.tagName,
  )
  return siblings.length > 1 ? `${step}:nth-of-type(${siblings.indexOf(element) + 1})` : step
}

/** Anybody can make up elements, and their names. */
function tagOf(element: Element): string {
  const tag = element.tagName.toLowerCase()
  return isPlainName(tag) ? tag : '*'
}

const impliedRoles: Record<string, string> = {
  a: 'link',
  button: 'button',
  select: 'combobox',
  textarea: 'textbox',
  img: 'img',
  nav: 'navigation',
  summary: 'button',
  option: 'option',
}
const inputRoles: Record<string, string> = {
  checkbox: 'checkbox',
  radio: 'radio',
  range: 'slider',
  number: 'spinbutton',
  submit: 'button',
  button: 'button',
  reset: 'button',
  image: 'button',
  search: 'searchbox',
}

/** Those that people meet: a role can say anything. */
const roles =
  /^(?:alert(?:dialog)?|button|cell|checkbox|combobox|dialog|form|grid(?:cell)?|heading|img|link|list(?:box|item)?|main|menu(?:bar|item(?:checkbox|radio)?)?|navigation|option|progressbar|radio(?:group)?|row|search(?:box)?|slider|spinbutton|status|switch|tab(?:list|panel)?|textbox|toolbar|tooltip|tree(?:item)?)$/

/** ARIA in HTML, reduced to what people click. */
function roleOf(element: Element): string | undefined {
  const role = element.getAttribute('role')
  if (role !== null && roles.test(role)) return role
  const tag = element.tagName.toLowerCase()
  if (tag === 'input') return inputRoles[(element as HTMLInputElement).type] ?? 'textbox'
  return impliedRoles[tag]
}

/** The accessible name, as far as every part of it may be read. */
function nameOf(element: Element, { policy }: CaptureScope): string | undefined {
  if (policy.levelOf(element) !== 'safe') return undefined
  const label = element.getAttribute('aria-label') ?? element.getAttribute('alt')
  const name = label ?? readableText(element, (node) => policy.levelOf(node) === 'safe')
  return policy.takeOut(name.replace(/\s+/g, ' ').trim()).slice(0, maxNameLength) || undefined
}

function readableText(element: Element, isReadable: (node: Node) => boolean): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let text = ''
  while (text.length < maxNameLength && walker.nextNode()) {
    const { currentNode } = walker
    const isCode = /^(?:SCRIPT|STYLE|NOSCRIPT)$/.test(currentNode.parentElement?.tagName ?? '')
    if (!isCode && isReadable(currentNode)) text += ` ${currentNode.nodeValue ?? ''}`
  }
  return text
}

function isIgnored(element: Element, scope: CaptureScope): boolean {
  for (let at: Node | null = element; at; at = parentAcross(at)) {
    if (isElementOfAnyRealm(at) && matches(at, scope.policy.selectors.ignore)) return true
  }
  return false
}
