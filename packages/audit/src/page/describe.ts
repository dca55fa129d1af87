import { markers } from '@playhead/core'
import type { Place } from '../agent.ts'

export const nowhere: Place = { selector: null, safe: null }

export function describePlace(node: Node): Place {
  const element = node instanceof Element ? node : parentAcross(node)
  const safe = findSafe(node)
  return { selector: element && selectorOf(element), safe: safe && selectorOf(safe) }
}

/** The nearest element with a safe mark: the one to change. */
function findSafe(node: Node): Element | null {
  for (let at: Node | null = node; at; at = parentAcross(at)) {
    if (isElement(at) && at.matches(markers.safe)) return at
  }
  return null
}

/** Out of shadow roots to their hosts, and out of frames of the same origin. */
function parentAcross(node: Node): Element | null {
  if (node.parentElement) return node.parentElement
  const root = node.parentNode ?? node
  if (root instanceof ShadowRoot) return root.host
  try {
    return root instanceof Document ? (root.defaultView?.frameElement ?? null) : null
  } catch {
    return null
  }
}

function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE
}

/** Short enough to read: from the nearest id on, by tags, classes and positions. */
export function selectorOf(element: Element): string {
  const steps: string[] = []
  for (let at: Element | null = element; at && steps.length < 5; at = at.parentElement) {
    if (/^[A-Za-z][\w-]*$/.test(at.id)) {
      steps.unshift(`#${at.id}`)
      break
    }
    steps.unshift(stepOf(at))
  }
  const root = element.getRootNode()
  const path = steps.join(' > ')
  return root instanceof ShadowRoot ? `${selectorOf(root.host)} (shadow) ${path}` : path
}

function stepOf(element: Element): string {
  const tag = element.localName
  const name = element.getAttribute('name')
  if (name && /^[\w-]+$/.test(name)) return `${tag}[name="${name}"]`
  const [first = ''] = [...element.classList].filter((each) => /^[A-Za-z][\w-]*$/.test(each))
  const step = first === '' ? tag : `${tag}.${first}`
  const alike = [...(element.parentElement?.children ?? [])].filter((one) => one.localName === tag)
  return alike.length > 1 ? `${step}:nth-of-type(${alike.indexOf(element) + 1})` : step
}
