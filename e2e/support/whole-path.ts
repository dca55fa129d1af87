import { decodeSegment, type SessionList } from '@playhead/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { launchBrowser } from './launch-browser.ts'
import { formsOf, readEverythingStored, readSegments } from './search-database.ts'
import { type RunningExample, startExample } from './start-example.ts'
import { createViewer, type Viewer } from './viewer.ts'
import { createVisitor, type Visitor } from './visitor.ts'

const cardNumber = '4000 0566 5566 5556'

const checkout = { heading: 'Checkout', cardNumber: 'masked' }

export interface WholePathOptions {
  example: 'next-shop' | 'express-react'
  /** Browses, types the card number into the checkout and makes it fail. */
  visit(visitor: Visitor, options: { origin: string; cardNumber: string }): Promise<void>
  /** Looks into the visitor's page before anything is loaded. */
  prepare?(page: Page): Promise<void>
}

export interface WholePath {
  /** The page the visitor used; it has been left by the time a test runs. */
  visited(): Page
  example(): RunningExample
}

/** The tests every example has to pass: one visitor, who is then watched in the viewer. */
export function testWholePath(options: WholePathOptions): WholePath {
  let browser: Browser
  let example: RunningExample
  let visited: Page
  let watching: BrowserContext

  beforeAll(async () => {
    ;[example, browser] = await Promise.all([startExample(options.example), launchBrowser()])
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    visited = await context.newPage()
    await options.prepare?.(visited)
    await options.visit(createVisitor(visited), { origin: example.origin, cardNumber })
    await visited.goto('about:blank')
    watching = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  })

  afterAll(async () => {
    await browser.close()
    await example.stop()
  })

  async function watch(use: (viewer: Viewer, page: Page) => Promise<void>): Promise<void> {
    const page = await watching.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await use(createViewer(page, example.origin), page)
    expect(complaints).toEqual([])
    await page.close()
  }

  it('keeps the visit with its error once the visitor has left', async () => {
    await vi.waitFor(
      async () => {
        const { sessions } = await listSessions(example.origin)
        expect(sessions).toHaveLength(1)
        expect(sessions[0]).toMatchObject({ errors: 1 })
      },
      { timeout: 10_000 },
    )
  })

  it('finds the session in the viewer and plays it', async () => {
    await watch(async (viewer, page) => {
      await viewer.openList()
      await viewer.sessions.first().click()
      await viewer.untilState('paused', 'playing')
      const before = await viewer.readPosition()
      if ((await viewer.stage.getAttribute('data-player-state')) === 'paused') {
        await page.getByRole('button', { name: 'Play', exact: true }).click()
      }
      await viewer.untilState('playing')
      await vi.waitFor(async () => expect(await viewer.readPosition()).toBeGreaterThan(before), {
        timeout: 10_000,
      })
    })
  })

  it('shows the checkout at the moment of the error, which is on the timeline', async () => {
    await watch(async (viewer) => {
      await viewer.openList()
      await viewer.sessions.first().click()
      await viewer.untilState('paused', 'playing')
      const error = viewer.events('error').first()
      expect(await error.textContent()).toContain('canMakePayments')
      await error.click()
      expect(await readCheckout(viewer)).toEqual(checkout)
    })
  })

  it('opens at the moment an address names', async () => {
    const { sessions } = await listSessions(example.origin)
    const id = sessions[0]?.id ?? ''
    const errorAt = await findErrorTime(example.database)
    await watch(async (viewer, page) => {
      await page.goto(`${example.origin}/api/replay/sessions/${id}?at=${errorAt}`)
      await viewer.untilState('paused')
      expect(await readCheckout(viewer)).toEqual(checkout)
    })
  })

  it('rebuilds the page in a frame that runs no script', async () => {
    await watch(async (viewer) => {
      await viewer.openList()
      await viewer.sessions.first().click()
      await viewer.untilState('paused', 'playing')
      const frame = viewer.stage.locator('iframe')
      expect(await frame.getAttribute('sandbox')).toBe('allow-same-origin')
    })
  })

  it('has the card number nowhere in the database', async () => {
    const texts = await readEverythingStored(example.database, example.folder)
    // The search sees what is there: the checkout's heading is in a frame, the card field's name too.
    expect(texts.some((text) => text.includes('Checkout'))).toBe(true)
    expect(texts.some((text) => text.includes('card-number'))).toBe(true)
    const found = formsOf(cardNumber).filter((form) => texts.some((text) => text.includes(form)))
    expect(found).toEqual([])
  })

  return { visited: () => visited, example: () => example }
}

/** The replayed checkout; waits until it is shown. */
async function readCheckout({ replayed }: Viewer): Promise<typeof checkout> {
  const heading = replayed.getByRole('heading', { name: 'Checkout' })
  const card = replayed.locator('input[name="card-number"]')
  const value = await card.inputValue()
  return {
    heading: (await heading.textContent()) ?? '',
    cardNumber: /^[*•]+$/.test(value) ? 'masked' : value,
  }
}

async function listSessions(origin: string): Promise<SessionList> {
  const response = await fetch(`${origin}/api/replay/api/sessions`)
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return (await response.json()) as SessionList
}

async function findErrorTime(database: string): Promise<number> {
  for (const bytes of await readSegments(database)) {
    const { timeline } = await decodeSegment(bytes)
    const error = timeline.find((event) => event.type === 'error')
    if (error) return error.at
  }
  throw new Error('No error was recorded.')
}
