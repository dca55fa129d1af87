import { expect, it } from 'vitest'
import { createUrlMatcher } from './match-url.ts'

const shop = 'https://shop.example'

it.each<[string | RegExp, string, boolean]>([
  ['/account', `${shop}/account?tab=1#x`, true],
  ['/account', `${shop}/accounts`, false],
  ['/account/*', `${shop}/account`, true],
  ['/account/*', `${shop}/account/orders/7`, true],
  ['/account/*', `${shop}/accounts`, false],
  ['/*/admin', `${shop}/en/Admin`, true],
  ['/a.b', `${shop}/axb`, false],
  ['/größe', `${shop}/gr%C3%B6%C3%9Fe`, true],
  ['https://admin.example/*', 'https://admin.example/users?id=1', true],
  ['https://admin.example/*', `${shop}/https://admin.example/`, false],
  ['*token=*', `${shop}/reset?token=abc`, true],
  [/\/patients\/\d+/g, `${shop}/patients/12`, true],
  [/\/patients\/\d+/, `${shop}/patients/new`, false],
])('%s describes %s: %s', (pattern, url, isDescribed) => {
  const matches = createUrlMatcher([pattern])
  expect([matches(url), matches(url)]).toEqual([isDescribed, isDescribed])
})

it('describes nothing without patterns', () => {
  expect(createUrlMatcher()(shop)).toBe(false)
})
