import { expect, it } from 'vitest'
import { createPolicy } from './policy.ts'

it('has one hash for the same rules, however they are written', () => {
  const { hash } = createPolicy({ keepQueryParams: ['b', 'a', 'a'] })
  expect(hash).toMatch(/^[0-9a-f]{16}$/)
  expect(createPolicy({ keepQueryParams: ['a', 'b'] }).hash).toBe(hash)
})

it('has another hash for other rules', () => {
  const hashes = [
    {},
    { keepQueryParams: ['a'] },
    { safeSelector: '.x' },
    { maskTextSelector: '.x' },
    { blockSelector: '.x' },
    { detectors: [{ name: 'x', pattern: /x/g }] },
    { detectors: [{ name: 'x', pattern: /x/gi }] },
  ].map((options) => createPolicy(options).hash)
  expect(new Set(hashes).size).toBe(hashes.length)
})
