import type { Locator, Page } from 'playwright-core'

/** Someone at a mouse and a keyboard. */
export interface Visitor {
  page: Page
  /** Moves the pointer over, then presses. */
  click(target: Locator): Promise<void>
  /** Clicks into a field and types. */
  type(target: Locator, text: string): Promise<void>
  /** Looks at the page for a while. */
  pause(ms: number): Promise<void>
  /** Turns the mouse wheel over the page. */
  scroll(pixels: number): Promise<void>
}

/** @param isUnhurried moves, types and reads at a human's pace, as a recording to look at wants it. */
export function createVisitor(page: Page, { isUnhurried = false } = {}): Visitor {
  const moves = isUnhurried ? 40 : 5
  const keyDelayMs = isUnhurried ? 70 : 0

  const pause = async (ms: number): Promise<void> => {
    if (isUnhurried) await page.waitForTimeout(ms)
  }

  const click = async (target: Locator): Promise<void> => {
    await target.scrollIntoViewIfNeeded()
    const box = await target.boundingBox()
    if (box) {
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: moves })
      await pause(250)
    }
    // Playwright waits until the target can be pressed, and scrolls or retries where it moved.
    await target.click()
  }

  return {
    page,
    pause,
    click,
    async type(target, text) {
      await click(target)
      await target.pressSequentially(text, { delay: keyDelayMs })
      await pause(300)
    },
    async scroll(pixels) {
      const steps = isUnhurried ? 12 : 1
      for (let step = 0; step < steps; step++) {
        await page.mouse.wheel(0, pixels / steps)
        await pause(60)
      }
    },
  }
}
