import { closest } from '../dom/access.ts'
import { isPlainName } from '../privacy/plain-name.ts'

/** Written by the application, or by a build step such as Sentry's annotation plugin. */
const annotations = ['data-component', 'data-sentry-component']
const maxSteps = 100

/**
 * The component an element belongs to: by an annotation on it or above it, else, in a development build of
 * React, by its fibre. A production build has only the minifier's names, which say nothing.
 */
export function findComponentName(element: Element): string | undefined {
  const annotated = closest(element, annotations.map((name) => `[${name}]`).join())
  const name = annotated
    ? annotations.map((attribute) => annotated.getAttribute(attribute)).find(Boolean)
    : nameOfFibre(element)
  return name && isPlainName(name) ? name : undefined
}

function nameOfFibre(element: Element): string | null {
  const key = Object.keys(element).find((name) => name.startsWith('__reactFiber$'))
  let fibre: unknown = key && Reflect.get(element, key)
  for (let step = 0; isObject(fibre) && step < maxSteps; step++) {
    // Only there in development.
    if (!('_debugOwner' in fibre)) return null
    const name = nameOfType('type' in fibre ? fibre.type : null)
    if (name) return name
    fibre = 'return' in fibre ? fibre.return : null
  }
  return null
}

function nameOfType(type: unknown): string | null {
  if (typeof type !== 'function') return null
  const displayName: unknown = Reflect.get(type, 'displayName')
  return typeof displayName === 'string' ? displayName : type.name
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
