import type { JSXElement, Node, Program } from 'oxc-parser'
import { visitorKeys } from 'oxc-parser'

/** An element that is a component's outermost. */
export interface Root {
  component: string
  /** Where the name of its tag ends in the code. */
  nameEndsAt: number
}

interface Place {
  /** Null outside components. */
  component: string | null
  /** Within an element of the component that the browser knows. */
  isInside: boolean
  /** What the value that comes is given as a name. */
  given: string | null
}

/** What nobody clicks on, or what may bear nothing that layout does not need. */
const unmarked = /^(?:html|head|title|meta|link|style|script|base|noscript|template|slot)$/

/** What wraps a component without changing what it is. */
const wrappers = /^(?:memo|forwardRef|observer)$/

/** @returns in no particular order. */
export function findRoots(program: Program): Root[] {
  const roots: Root[] = []
  visit(program, { component: null, isInside: false, given: null })
  return roots

  function visit(node: Node, place: Place): void {
    const inner = enter(node, place)
    for (const key of visitorKeys[node.type] ?? []) {
      const value: unknown = Reflect.get(node, key)
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child)) visit(child, inner)
      }
    }
  }

  function enter(node: Node, place: Place): Place {
    const unnamed = { ...place, given: null }
    switch (node.type) {
      case 'VariableDeclarator':
        return { ...place, given: node.id.type === 'Identifier' ? node.id.name : null }
      case 'CallExpression':
        return wrappers.test(calleeOf(node.callee)) ? place : unnamed
      case 'ClassDeclaration':
      case 'ClassExpression':
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return enterFunction(('id' in node && node.id?.name) || place.given, unnamed)
      case 'JSXElement':
        return enterElement(node, unnamed)
      case 'JSXAttribute':
        // What is passed on is put somewhere else.
        return { ...unnamed, isInside: false }
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        return place
      default:
        return unnamed
    }
  }

  /** A function within a component that is none itself writes a part of it: of a list, for one. */
  function enterFunction(name: string | null, place: Place): Place {
    return name !== null && isComponentName(name)
      ? { component: name, isInside: false, given: null }
      : place
  }

  function enterElement({ openingElement: { name, attributes } }: JSXElement, place: Place): Place {
    const tag = name.type === 'JSXIdentifier' && /^[a-z]/.test(name.name) ? name.name : null
    if (tag === null || unmarked.test(tag)) return place
    const isNamed = attributes.some(
      (each) => each.type === 'JSXAttribute' && each.name.name === 'data-component',
    )
    if (place.component !== null && !place.isInside && !isNamed) {
      roots.push({ component: place.component, nameEndsAt: name.end })
    }
    return { ...place, isInside: true }
  }
}

/** `memo` of `memo(…)` and of `React.memo(…)`. */
function calleeOf(callee: Node): string {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type !== 'MemberExpression') return ''
  return callee.property.type === 'Identifier' ? callee.property.name : ''
}

/** As React tells components from tags; and a name that the recorder takes: words, at most two digits in a row. */
function isComponentName(name: string): boolean {
  return /^[A-Z][A-Za-z]*\d{0,2}$/.test(name) && name.length <= 48
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}
