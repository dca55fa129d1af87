import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toText } from './to-text.ts'

it.each([
  ['plain', 'plain'],
  [1, '1'],
  [undefined, 'undefined'],
  [null, 'null'],
  [10n, '10n'],
  [Symbol('s'), 'Symbol(s)'],
  [[1, 'a'], '[1, "a"]'],
  [{ a: { b: { c: { d: 1 } } } }, '{ a: { b: { c: {…} } } }'],
  [new TypeError('no'), 'TypeError: no'],
  [new Map([[1, 2]]), '[1 entries]'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [() => 1, '[function]'],
])('writes %s as %s', (value, text) => {
  expect(toText(value)).toBe(text)
})

it('runs none of the application code', () => {
  const fail = (): never => {
    throw new Error('called')
  }
  const trap = { toJSON: fail, toString: fail, valueOf: fail }
  Object.defineProperty(trap, 'getter', { get: fail, enumerable: true })
  expect(toText(trap)).toContain('getter: [getter]')
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  expect(toText(proxy)).toBe('[unreadable]')
})

it('says that a value contains itself', () => {
  const circular: Record<string, unknown> = {}
  circular.self = circular
  expect(toText(circular)).toBe('{ self: [circular] }')
})

it('ends a wide and deep value early', () => {
  let reads = 0
  const counting = new Proxy(
    {},
    {
      ownKeys: () => Array.from({ length: 100 }, (_, index) => `key${index}`),
      getOwnPropertyDescriptor: () => {
        reads++
        return { value: 'x'.repeat(100), enumerable: true, configurable: true }
      },
    },
  )
  const text = toText(Array.from({ length: 30 }, () => counting))
  expect(text.length).toBeLessThanOrEqual(2_001)
  expect(text).toContain('…')
  // Two looks at each key of those that are begun: one to list it, one to read it.
  expect(reads).toBeLessThan(200)
})

it('is bounded for any value', () => {
  fc.assert(
    fc.property(fc.anything({ maxDepth: 8, withProxy: false } as never), (value) => {
      expect(toText(value).length).toBeLessThanOrEqual(2_001)
    }),
  )
})
