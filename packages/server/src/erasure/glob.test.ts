import { expect, it } from 'vitest'
import { toGlob, toUrlGlob } from './glob.ts'

it.each([
  ['a', 'a', true],
  ['a', 'ab', false],
  ['*', '', true],
  ['a*', 'abc', true],
  ['*c', 'abc', true],
  ['a*c', 'ac', true],
  ['ab*bc', 'abc', false],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['a*bb*b', 'abb', false],
  ['a.c', 'abc', false],
])('%s and %s', (pattern, text, fits) => {
  expect(toGlob(pattern)(text)).toBe(fits)
})

it('a pattern of a path is compared with path and query, whatever the host', () => {
  expect(toUrlGlob('/account/*')('https://shop.example/account/4711?tab=1')).toBe(true)
  expect(toUrlGlob('/account/*')('https://shop.example/cart')).toBe(false)
  expect(toUrlGlob('https://shop.example/*')('https://shop.example/cart')).toBe(true)
})
