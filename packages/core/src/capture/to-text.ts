/** Bounds of one value as text. */
const maxLength = 2_000
const maxDepth = 3
const maxEntries = 30

/** How much more may be written: one for a whole value, so that wide and deep ones end early. */
interface Budget {
  left: number
}

/**
 * A value as text, for the console's timeline. Bounded in length, depth and entries, and without
 * running code of the application: getters are not called, `toJSON` and `toString` neither.
 *
 * @param length in UTF-16 units. Default and at most 2,000.
 */
export function toText(value: unknown, length = maxLength): string {
  const limit = Math.min(length, maxLength)
  const text = typeof value === 'string' ? value : write(value, 0, [], { left: limit })
  return text.length > limit ? `${text.slice(0, limit)}…` : text
}

function write(value: unknown, depth: number, above: readonly object[], budget: Budget): string {
  if (typeof value === 'object' && value !== null) {
    if (above.includes(value)) return '[circular]'
    try {
      return writeObject(value, depth, [...above, value], budget)
    } catch {
      // A revoked proxy, or one whose traps throw.
      return '[unreadable]'
    }
  }
  const text = toLeaf(value, budget.left)
  budget.left -= text.length
  return text
}

function toLeaf(value: unknown, length: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, Math.max(0, length)))
  if (typeof value === 'function') return '[function]'
  if (typeof value === 'bigint') return `${value}n`
  return typeof value === 'symbol' ? value.toString() : String(value)
}

function writeObject(
  value: object,
  depth: number,
  above: readonly object[],
  budget: Budget,
): string {
  if (value instanceof Error)
    return `${ownText(value, 'name') ?? errorName(value)}: ${ownText(value, 'message') ?? ''}`
  if (typeof Node !== 'undefined' && value instanceof Node)
    return `<${value.nodeName.toLowerCase()}>`
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof RegExp) return '[regexp]'
  if (value instanceof Map || value instanceof Set) return `[${value.size} entries]`
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  const isArray = Array.isArray(value)
  if (depth >= maxDepth) return isArray ? '[…]' : '{…}'
  const keys = isArray
    ? Array.from({ length: Math.min(value.length, maxEntries + 1) }, (_, index) => String(index))
    : Object.keys(value)
  const entries: string[] = []
  for (const key of keys) {
    if (entries.length === maxEntries || budget.left <= 0) {
      entries.push('…')
      break
    }
    const descriptor = Object.getOwnPropertyDescriptor(value, key)
    const name = isArray ? '' : `${key}: `
    budget.left -= name.length + 2
    entries.push(
      name + (descriptor?.get ? '[getter]' : write(descriptor?.value, depth + 1, above, budget)),
    )
  }
  return isArray ? `[${entries.join(', ')}]` : `{ ${entries.join(', ')} }`
}

/** An error's own text, unless a getter hides it. */
function ownText(error: Error, key: 'name' | 'message'): string | null {
  const value: unknown = Object.getOwnPropertyDescriptor(error, key)?.value
  return typeof value === 'string' ? value : null
}

function errorName(error: Error): string {
  const name: unknown = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(error), 'name')?.value
  return typeof name === 'string' ? name : 'Error'
}
