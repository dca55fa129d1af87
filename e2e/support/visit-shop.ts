import type { Visitor } from './visitor.ts'

/** Chooses a lamp, fills in the checkout and presses Pay, which throws. */
export async function visitShop(
  { page, click, type, pause, scroll }: Visitor,
  { origin, cardNumber, coupon }: { origin: string; cardNumber: string; coupon?: string },
): Promise<void> {
  await page.goto(origin)
  await pause(1500)
  await scroll(600)
  await click(page.locator('.lamp-card').nth(1))
  await page.waitForURL('**/lamps/*')
  await pause(800)
  await click(page.locator('.swatch').nth(1))
  await click(page.getByRole('button', { name: 'Add to cart' }))
  await click(page.getByRole('link', { name: 'Go to cart' }))
  await page.waitForURL('**/cart')
  await pause(800)
  if (coupon !== undefined) {
    await type(page.getByLabel('Coupon'), coupon)
    await click(page.getByRole('button', { name: 'Apply' }))
    await page.getByText('% off. Enjoy.').waitFor()
  }
  await click(page.getByRole('link', { name: 'Go to checkout' }))
  await page.waitForURL('**/checkout')
  await type(page.getByLabel('E-mail'), 'nora@example.com')
  await type(page.getByLabel('Full name'), 'Nora Quist')
  await type(page.getByLabel('Street and number'), 'Rua das Flores 12')
  await type(page.getByLabel('Postcode'), '4050-262')
  await type(page.getByLabel('City'), 'Porto')
  await type(page.getByLabel('Name on card'), 'Nora Quist')
  await type(page.getByLabel('Card number'), cardNumber)
  await type(page.getByLabel('Expiry'), '09/29')
  await type(page.getByLabel('Security code'), '737')
  const thrown = page.waitForEvent('pageerror')
  await click(page.getByRole('button', { name: /^Pay / }))
  await thrown
  await pause(2500)
}
