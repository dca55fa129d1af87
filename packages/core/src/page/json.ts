const stringify = findStringify()

/**
 * JSON as the browser writes it, whatever the page has done to `JSON.stringify`, and without the `toJSON`
 * that old libraries (Prototype.js, MooTools) put on every array and string: it would turn each list of
 * ours into a text.
 */
export function toJson(value: unknown): string {
  const hidden = prototypes.flatMap((prototype) => {
    const own = Object.getOwnPropertyDescriptor(prototype, 'toJSON')
    return own?.configurable ? [{ prototype, own }] : []
  })
  // Nothing of the page's runs in between: what is written out is plain data.
  for (const { prototype } of hidden) Reflect.deleteProperty(prototype, 'toJSON')
  try {
    return stringify(value)
  } finally {
    for (const { prototype, own } of hidden) Object.defineProperty(prototype, 'toJSON', own)
  }
}

const prototypes = [Object.prototype, Array.prototype, String.prototype, Number.prototype]

/** The page's own, or, if that was replaced, what an untouched frame has. */
function findStringify(): (value: unknown) => string {
  const current = JSON.stringify
  if (Function.prototype.toString.call(current).includes('[native code]')) return current
  try {
    const frame = document.createElement('iframe')
    frame.style.display = 'none'
    document.documentElement.append(frame)
    const inside = (frame.contentWindow as (Window & typeof globalThis) | null)?.JSON.stringify
    frame.remove()
    return inside ?? current
  } catch {
    return current
  }
}
