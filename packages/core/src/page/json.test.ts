import { afterEach, expect, it } from 'vitest'
import { toJson } from './json.ts'

const prototype: object = Array.prototype
afterEach(() => Reflect.deleteProperty(prototype, 'toJSON'))

it('writes lists as lists, whatever an old library has put on every array', () => {
  const library = { value: () => 'text', configurable: true, enumerable: true, writable: true }
  Object.defineProperty(prototype, 'toJSON', library)
  expect(toJson({ list: [1, ['2']] })).toBe('{"list":[1,["2"]]}')
  expect(Object.getOwnPropertyDescriptor(prototype, 'toJSON')).toEqual(library)
})

it('gives the library its method back when the value cannot be written', () => {
  Object.defineProperty(prototype, 'toJSON', { value: () => 'text', configurable: true })
  const circle: { self?: unknown } = {}
  circle.self = circle
  expect(() => toJson(circle)).toThrow(TypeError)
  expect(Object.hasOwn(prototype, 'toJSON')).toBe(true)
})
