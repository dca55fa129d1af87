/** Bounds of one value as text. */
const maxLength = 2_000
const maxDepth = 3
const maxEntries = 30

/**
 * A value as text, for the console's timeline. Bounded in length, depth and entries, and without
 * running code of the application: getters are not called, `toJSON` and `toString` neither.
 */
export function toText(value: unknown): string {
  const text = typeof value === 'string' ? value : write(value, 0, new Set())
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}

function write(value: unknown, depth: number, above: ReadonlySet<object>): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, maxLength))
  if (typeof value === 'function') return '[function]'
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return String(value)
  if (above.has(value)) return '[circular]'
  try {
    return writeObject(value, depth, new Set(above).add(value))
  } catch {
    // A revoked proxy, or one whose traps throw.
    return '[unreadable]'
  }
}

function writeObject(value: object, depth: number, above: ReadonlySet<object>): string {
  if (value instanceof Error)
    return `${ownText(value, 'name') ?? errorName(value)}: ${ownText(value, 'message') ?? ''}`
  if (typeof Node !== 'undefined' && value instanceof Node)
    return `<${value.nodeName.toLowerCase()}>`
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof RegExp) return '[regexp]'
  if (value instanceof Map || value instanceof Set) return `[${value.size} entries]`
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (depth >= maxDepth) return Array.isArray(value) ? '[…]' : '{…}'
  const isArray = Array.isArray(value)
  const keys = isArray
    ? Array.from({ length: Math.min(value.length, maxEntries + 1) }, (_, index) => String(index))
    : Object.keys(value)
  const entries = keys.slice(0, maxEntries).map((key) => {
    const descriptor = Object.getOwnPropertyDescriptor(value, key)
    const text = descriptor?.get ? '[getter]' : write(descriptor?.value, depth + 1, above)
    return isArray ? text : `${key}: ${text}`
  })
  if (keys.length > maxEntries) entries.push('…')
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
