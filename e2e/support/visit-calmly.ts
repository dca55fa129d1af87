import type { Locator, Page } from 'playwright-core'
import { open } from './visit-impatiently.ts'

/** Reads with the mouse, chooses, changes quantities by many quick presses; all of it works. */
export async function visitCalmly(page: Page): Promise<void> {
  await open(page, '/lamps/heron')
  const story = page.locator('.product-story')
  await story.click({ clickCount: 3 })
  await story.dblclick()
  await page.locator('.swatch').nth(1).dblclick()
  await page.locator('.swatch').nth(0).click()
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('link', { name: 'Go to cart' }).click()
  const more = page.getByRole('button', { name: 'One more' })
  const quantity = page.locator('.stepper output')
  await pressOften(more, 6)
  await quantity.getByText('7', { exact: true }).waitFor()
  await pressOften(page.getByRole('button', { name: 'One less' }), 5)
  await more.dblclick()
  await quantity.dblclick()
  await quantity.dblclick()
}

async function pressOften(target: Locator, times: number): Promise<void> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await target.boundingBox()) ?? {}
  const { mouse } = target.page()
  for (let press = 0; press < times; press++) await mouse.click(x + width / 2, y + height / 2)
}
