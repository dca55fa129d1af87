import { takePristine } from './pristine.ts'

const stringify = takePristine(
  () => [JSON.stringify],
  (realm) => realm.JSON.stringify,
)

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
