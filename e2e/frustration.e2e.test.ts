import type { FrustrationEvent } from '@playhead/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './support/launch-browser.ts'
import { type RunningExample, startExample } from './support/start-example.ts'
import { type Act, startVisit, type Visitor } from './support/told-visitor.ts'
import { visitCalmly } from './support/visit-calmly.ts'
import { applyCouponAgain, buy, giveUp, open, tryLinks } from './support/visit-impatiently.ts'

describe('the bugs of the shop, met by people in a hurry', () => {
  let browser: Browser
  let example: RunningExample
  let links: Visitor
  let leaver: Visitor
  let hasty: Visitor
  let buyer: Visitor
  let calm: Visitor
  let curious: Visitor

  beforeAll(async () => {
    ;[example, browser] = await Promise.all([startExample('next-shop'), launchBrowser()])
    // Side by side: some wait for seconds, as their bug wants it.
    ;[hasty, buyer, calm, curious, [links, leaver]] = await Promise.all([
      visit(applyCouponAgain),
      visit((page) => buy(page, example.origin)),
      visit(visitCalmly),
      visit(async (page) => {
        await open(page, '/lamps/wren')
        await page.locator('.product-stage').click()
      }),
      inTurn(tryLinks, giveUp),
    ])
  })

  afterAll(async () => {
    await browser.close()
    await example.stop()
  })

  async function inTurn(first: Act, second: Act): Promise<[Visitor, Visitor]> {
    return [await visit(first), await visit(second)]
  }

  const visit = (act: Act): Promise<Visitor> => startVisit(browser, example.origin, act)

  it('are rage at what only looks as if it could be pressed', async () => {
    const [onPicture] = await links.ragesTold(3)
    expect(onPicture).toMatchObject({ cause: 'not-interactive', count: 3 })
    expect(onPicture?.element?.selector).toContain('product-stage')
  })

  it('are rage at links that lead nowhere, or out of the page', async () => {
    const [, onCare, onMail] = await links.ragesTold(3)
    expect(onCare).toMatchObject({
      cause: 'broken-link',
      element: { name: 'How to look after it' },
    })
    expect(onMail).toMatchObject({
      cause: 'opened-elsewhere',
      element: { name: 'Ask us anything' },
    })
  })

  it('are a link of the shop to a page that is not there', async () => {
    const told = await links.told([...rages(3), 'thrashed-cursor', 'error-click'])
    expect(told.find(({ kind }) => kind === 'error-click')).toMatchObject({
      cause: 'broken-link',
      url: `${example.origin}/repairs`,
      status: 404,
    })
  })

  it('shake the cursor', async () => {
    const told = await links.told([...rages(3), 'thrashed-cursor', 'error-click'])
    const thrashed = told.find(({ kind }) => kind === 'thrashed-cursor')
    expect(thrashed?.count).toBeGreaterThanOrEqual(8)
  })

  it('are rage at a form that is not sent and does not say why, with its fields', async () => {
    const [onSave] = await leaver.ragesTold(1)
    expect(onSave).toMatchObject({ cause: 'silent-validation', element: { name: 'Save' } })
    const fields = (onSave?.fields ?? []).map(({ selector }) => /name="\w+"/.exec(selector)?.[0])
    expect(fields).toEqual(['name="company"', 'name="vat"'])
  })

  it('are an account form that is given up, a lamp turned back from, a shop loaded anew', async () => {
    const told = await leaver.told([...rages(1), 'form-abandon', 'quick-back', 'refresh-rage'])
    const of = (wanted: string) => told.find(({ kind }) => kind === wanted)
    expect(of('form-abandon')).toMatchObject({ count: 2 })
    expect(of('form-abandon')?.element?.selector).toContain('name="email"')
    expect(of('quick-back')).toMatchObject({ url: `${example.origin}/lamps/plover` })
    expect(of('refresh-rage')).toMatchObject({ count: 3, url: `${example.origin}/` })
  })

  it('are rage at a slow coupon, with its delay and what answered at last', async () => {
    const [onApply] = await hasty.ragesTold(1)
    expect(onApply).toMatchObject({
      cause: 'slow',
      count: 3,
      answeredBy: 'page',
      element: { name: 'Apply' },
    })
    // As the recording has it: from the first press until the request was answered.
    const requests = (await hasty.timeline()).flatMap((event) =>
      event.type === 'network' && event.url.endsWith('/api/coupon') ? [event.durationMs] : [],
    )
    expect(requests.length).toBeGreaterThan(0)
    expect(onApply?.delayMs).toBeGreaterThanOrEqual(Math.floor(Math.min(...requests)))
  })

  it('are a slow coupon and a failing Pay for somebody who is patient at first', async () => {
    const told = await buyer.told(['slow-click', 'error-click', 'rage-click'])
    expect(told).toMatchObject([
      { kind: 'slow-click', cause: 'slow', answeredBy: 'page', element: { name: 'Apply' } },
      { kind: 'error-click', cause: 'error' },
      { kind: 'rage-click', cause: 'error', count: 4 },
    ])
    for (const { element } of told.slice(1)) expect(element?.name).toMatch(/^Pay /)
  })

  it('are a dead click for somebody who presses the picture but once', async () => {
    await curious.lookedLong()
    expect(await curious.told(['dead-click'])).toMatchObject([
      { cause: 'not-interactive', count: 1 },
    ])
  })

  it('are told to the page as they are to the server', async () => {
    for (const { heard, told } of [links, leaver, hasty, buyer, curious]) {
      const kept = await told(heard.map(({ kind }) => kind))
      expect(inOrder(kept)).toEqual(inOrder(heard))
    }
  })

  it('have the shop offer help to who presses in vain again and again, and to nobody else', async () => {
    const offer = ({ page }: Visitor) =>
      page.getByRole('complementary', { name: 'Help' }).getByText('Can we help?')
    expect(await offer(hasty).count()).toBe(1)
    expect(await offer(calm).count()).toBe(0)
    expect(await offer(curious).count()).toBe(0)
  })

  it('are no bugs to who selects a text, presses a stepper often and double-clicks a quantity', async () => {
    await calm.lookedLong()
    const clicks = (await calm.timeline()).filter(({ type }) => type === 'click')
    expect(clicks.length).toBeGreaterThan(20)
    expect(await calm.told([])).toEqual([])
    expect(calm.heard).toEqual([])
  })
})

const rages = (count: number): 'rage-click'[] => Array(count).fill('rage-click')

const inOrder = (events: readonly FrustrationEvent[]): string[] =>
  events.map(({ kind, at, cause }) => `${at} ${kind} ${cause}`).sort()
