import { expect, it } from 'vitest'
import { isPlainName } from './plain-name.ts'

it.each([
  'cart',
  'cart-row',
  'CartRow',
  'nav_main',
  'col-2',
  'step-1-of-3',
  'h1',
  'user-menu',
  'users-list',
  'account-settings-panel',
  'user-select',
  'superuser-ok',
])('%s is a name', (name) => expect(isPlainName(name)).toBe(true))

it.each([
  '',
  ':r1:',
  'css-1x2y3z',
  'order-4711',
  'a@b.c',
  'user 1',
  '123',
  'x'.repeat(49),
  'a1b2',
  'é',
  'user-jane-doe',
  'row_customer_quist',
  'patients--nora',
  'a"]',
])('%s is none', (name) => expect(isPlainName(name)).toBe(false))

it('answers at once, for a long text too', () => {
  expect(isPlainName('a-'.repeat(100_000))).toBe(false)
})
