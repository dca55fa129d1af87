import type { Page } from 'playwright-core'
import { createVisitor } from './visitor.ts'
import { visitShop } from './visit-shop.ts'

/** A visit worth watching: the account form, the slow coupon, the checkout whose button does nothing. */
export async function recordSampleVisit(page: Page, origin: string): Promise<void> {
  const visitor = createVisitor(page, { isUnhurried: true })
  const { click, type, pause, scroll } = visitor
  await page.goto(`${origin}/account`)
  await pause(1200)
  await type(page.getByLabel('Full name'), 'Nora Quist')
  await type(page.getByLabel('E-mail'), 'nora@example.com')
  await click(page.getByRole('button', { name: 'Save' }))
  await pause(1500)
  await visitShop(visitor, { origin, cardNumber: '4000 0566 5566 5556', coupon: 'DUSK10' })
  const pay = page.getByRole('button', { name: /^Pay / })
  for (let press = 0; press < 3; press++) await click(pay)
  await pause(2000)
  await scroll(-600)
  await click(page.getByRole('link', { name: 'Roost' }))
  await pause(3000)
  await page.goto('about:blank')
  await pause(2000)
}
