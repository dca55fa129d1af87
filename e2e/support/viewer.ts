import type { FrameLocator, Locator, Page } from 'playwright-core'

/** The viewer, as someone who looks for an error uses it. */
export interface Viewer {
  /** The rows of the session list, the newest first. */
  sessions: Locator
  /** What the player is doing; in its `data-player-state`. */
  stage: Locator
  /** The page as it was. */
  replayed: FrameLocator
  /** The rows of the timeline of that type. */
  events(type: string): Locator
  /** The playhead's moment, ms since the tab began. */
  readPosition(): Promise<number>
  openList(): Promise<void>
  untilState(...names: string[]): Promise<void>
}

export function createViewer(page: Page, origin: string): Viewer {
  const stage = page.locator('[data-player-state]')
  return {
    sessions: page.locator('a[href*="/sessions/"]'),
    stage,
    replayed: stage.frameLocator('iframe'),
    events: (type) => page.locator(`[data-event-type="${type}"]`),
    readPosition: async () =>
      Number(
        await page
          .getByRole('slider', { name: /playhead|seek|position/i })
          .getAttribute('aria-valuenow'),
      ),
    async openList() {
      await page.goto(`${origin}/api/replay`)
    },
    async untilState(...names) {
      const selector = names.map((name) => `[data-player-state="${name}"]`).join(', ')
      await page.locator(selector).first().waitFor({ state: 'attached' })
    },
  }
}
