import type { FrustrationEvent } from '@playhead/protocol'
import type { Locator, Page } from 'playwright-core'
import { vi } from 'vitest'
import { visitShop } from './visit-shop.ts'
import { createVisitor } from './visitor.ts'

/** Until the page has been told of that. */
export type Hears = (kind: FrustrationEvent['kind']) => Promise<void>

/** Three presses as fast as a hand can, wherever they land. */
async function rage(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (!box) throw new Error('What is to be pressed is not there.')
  const { mouse } = target.page()
  for (let press = 0; press < 3; press++) {
    await mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  }
}

/** Opens a page of the shop; returns once its recording is kept and React answers: that comes later. */
export async function open(page: Page, path: string): Promise<void> {
  const kept = page.waitForResponse((response) => response.url().endsWith('/segments'))
  await page.goto(path)
  await kept
  // React marks what it has hydrated.
  await vi.waitUntil(
    () =>
      page
        .locator('.help-offer')
        .evaluate((help) => Object.keys(help).some((key) => key.startsWith('__reactProps$'))),
    { timeout: 30_000 },
  )
}

/** Meets every trap of a lamp's page and of the footer, then one that is no page. */
export async function tryLinks(page: Page): Promise<void> {
  await open(page, '/lamps/plover')
  await rage(page.locator('.product-stage'))
  await help(page, 'nothing behind that')
  await rage(page.getByRole('link', { name: 'How to look after it' }))
  await help(page, 'leads nowhere')
  const { y = 0 } = (await page.getByText('Finish:').boundingBox()) ?? {}
  for (let turn = 0; turn < 12; turn++) await page.mouse.move(turn % 2 ? 900 : 1_100, y)
  await rage(page.getByRole('link', { name: 'Ask us anything' }))
  await help(page, 'opens outside of this page')
  await page.getByRole('link', { name: 'Repairs for as long' }).click()
  await page.getByRole('heading', { name: 'It is dark here' }).waitFor()
}

/** Tries to save the account, gives up, looks at a lamp and turns back, and loads the shop anew. */
export async function giveUp(page: Page, hears: Hears): Promise<void> {
  await open(page, '/account')
  await page.getByLabel('Full name').fill('Nora Quist')
  await page.getByLabel('E-mail').fill('nora@example.com')
  await rage(page.getByRole('button', { name: 'Save' }))
  await help(page, 'was not sent')
  await page.getByRole('button', { name: 'No, thanks' }).click()
  await page.getByRole('link', { name: 'Lamps', exact: true }).click()
  await hears('form-abandon')
  await page.locator('.lamp-card').first().click()
  await page.waitForURL('**/lamps/*')
  await page.getByRole('button', { name: 'Add to cart' }).waitFor()
  await page.goBack()
  await hears('quick-back')
  for (let time = 0; time < 3; time++) await page.reload()
}

/** Presses the slow coupon again and again until it answers. */
export async function applyCouponAgain(page: Page): Promise<void> {
  await open(page, '/lamps/tern')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('link', { name: 'Go to cart' }).click()
  await page.getByLabel('Coupon').fill('DUSK10')
  await rage(page.getByRole('button', { name: 'Apply' }))
  await page.getByText('% off. Enjoy.').waitFor()
  await help(page, 'took longer than it should')
}

/** Waits for the coupon as one should, and presses Pay, once and then again and again. */
export async function buy(page: Page, origin: string): Promise<void> {
  const visitor = createVisitor(page)
  await visitShop(visitor, { origin, cardNumber: '4000 0566 5566 5556', coupon: 'DUSK10' })
  await rage(page.getByRole('button', { name: /^Pay / }))
  await help(page, 'not your doing')
}

/** The shop has something to say about it: a person would stop and read. */
async function help(page: Page, words: string): Promise<void> {
  await page.getByRole('complementary', { name: 'Help' }).getByText(words).waitFor()
}
