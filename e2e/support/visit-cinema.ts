import type { Visitor } from './visitor.ts'

/** Chooses a film and two seats, fills in the checkout and presses Pay, which goes wrong. */
export async function visitCinema(
  { page, click, type, pause, scroll }: Visitor,
  { origin, cardNumber }: { origin: string; cardNumber: string },
): Promise<void> {
  await page.goto(origin)
  await pause(1500)
  await scroll(400)
  await click(page.getByRole('link', { name: 'Night Bus' }))
  await page.waitForURL('**/films/night-bus')
  await pause(800)
  const seats = page.locator('.seat.free')
  await click(seats.nth(12))
  await click(seats.nth(13))
  await click(page.getByRole('button', { name: 'Go to checkout' }))
  await page.waitForURL('**/checkout?*')
  await type(page.getByLabel('Full name'), 'Nora Quist')
  await type(page.getByLabel('E-mail'), 'nora@example.com')
  await type(page.getByLabel('Card number'), cardNumber)
  await type(page.getByLabel('Expiry'), '09/29')
  await type(page.getByLabel('Security code'), '737')
  const thrown = page.waitForEvent('pageerror')
  await click(page.getByRole('button', { name: /^Pay / }))
  await thrown
  await pause(2500)
}
