import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { toError, toSummary } from '../testing/fake-answers.test-support.ts'
import { comeBack, eventually, openViewer } from '../testing/open-viewer.test-support.tsx'
import { serveSessions } from '../testing/serve-sessions.test-support.ts'

const id = (number: number): string => String(number).padStart(32, '0')
const now = Date.now()
const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

const pay = {
  ...toSummary(id(1), now - 5 * 60_000),
  entryUrl: `${location.origin}/checkout?step=*`,
  user: 'ana@example.com',
  errors: 2,
  clicks: 14,
  pages: 3,
  userAgent: chrome,
  release: 'shop@2.1.0',
}
const calm = { ...toSummary(id(2), now - 3 * 3_600_000), entryUrl: `${location.origin}/lamps` }

const rows = () => page.getByRole('list', { name: /sessions/i }).getByRole('link')
const rowTexts = (): string[] =>
  rows()
    .elements()
    .map((row) => row.textContent ?? '')

describe('the session list', () => {
  it('tells of each session who it was, when, how long, and what went wrong', async () => {
    openViewer('', serveSessions(pay, calm))
    await expect.element(rows().first()).toBeVisible()
    const text = rowTexts()[0]
    for (const part of ['/checkout?step=*', 'ana@example.com', '5 min ago', '1 min', '2 errors']) {
      expect(text).toContain(part)
    }
    for (const part of ['14 clicks', '3 pages', 'Chrome 156 · Linux', 'shop@2.1.0']) {
      expect(text).toContain(part)
    }
    expect(rows().elements()[0]?.getAttribute('href')).toBe(`/api/replay/sessions/${id(1)}`)
  })

  it('filters what is loaded by words and by errors, and offers the way back', async () => {
    openViewer('', serveSessions(pay, calm))
    await expect.element(rows().first()).toBeVisible()
    const filter = page.getByRole('searchbox')
    await filter.fill('ana chrome')
    await eventually(() => rowTexts().length).toBe(1)
    await filter.fill('lamps')
    await page.getByRole('button', { name: 'Errors only' }).click()
    await expect.element(page.getByText(/None of the 2 loaded sessions match/)).toBeVisible()
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await eventually(() => rowTexts().length).toBe(2)
  })

  it('is walked and opened by keyboard', async () => {
    openViewer('', serveSessions(pay, calm))
    await expect.element(rows().first()).toBeVisible()
    await userEvent.keyboard('/')
    expect(document.activeElement).toBe(page.getByRole('searchbox').element())
    await userEvent.keyboard('l{Enter}')
    expect(document.activeElement).toBe(rows().elements()[0])
    await userEvent.keyboard('jjk')
    expect(document.activeElement).toBe(rows().elements()[0])
    await userEvent.keyboard('?')
    await expect.element(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await eventually(() => document.querySelector('dialog')).toBeNull()
    rows()
      .elements()[0]
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    await eventually(() => location.pathname).toBe(`/api/replay/sessions/${id(1)}`)
  })

  it('reads on page by page', async () => {
    const many = Array.from({ length: 70 }, (_, index) => toSummary(id(index), now - index * 1_000))
    openViewer('', serveSessions(...many))
    await eventually(() => rowTexts().length).toBe(50)
    await page.getByRole('button', { name: 'Show more' }).click()
    await eventually(() => rowTexts().length).toBe(70)
    await expect.element(page.getByText('That is all of them.')).toBeVisible()
  })

  it('keeps new sessions behind a button, and moves no row before it is pressed', async () => {
    const served = serveSessions(calm)
    openViewer('', served)
    await expect.element(rows().first()).toBeVisible()
    const top = rows().element().getBoundingClientRect().top
    served.sessions = [pay, { ...calm, clicks: 7 }]
    comeBack()
    const button = page.getByRole('button', { name: 'Show 1 new session' })
    await expect.element(button).toBeVisible()
    expect(rowTexts()).toHaveLength(1)
    expect(rowTexts()[0]).toContain('7 clicks')
    expect(rows().element().getBoundingClientRect().top).toBe(top)
    await button.click()
    await eventually(() => rowTexts().length).toBe(2)
    expect(rowTexts()[0]).toContain('ana@example.com')
  })

  it('tells how to record the first session, and shows it when it comes', async () => {
    const served = serveSessions()
    openViewer('', served)
    await expect.element(page.getByText('No session has been recorded yet')).toBeVisible()
    expect(document.body.textContent).toContain(`Playhead.start({ endpoint: '/api/replay' })`)
    served.sessions = [pay]
    comeBack()
    await expect.element(rows().first()).toBeVisible()
  })

  it('says in the server’s words why somebody is not let in, and tries again', async () => {
    const served = serveSessions(pay)
    served.failWith = () => toError(403, 'right_missing', "This needs the right 'list'.")
    openViewer('', served)
    const text = (): string => page.getByRole('alert').query()?.textContent ?? ''
    await eventually(text).toContain('You may not see this')
    expect(text()).toContain("This needs the right 'list'.")
    served.failWith = null
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.element(rows().first()).toBeVisible()
  })

  it('keeps what it has when the connection is lost, and says that it is not up to date', async () => {
    const served = serveSessions(pay)
    openViewer('', served)
    await expect.element(rows().first()).toBeVisible()
    served.failWith = () => new TypeError('Failed to fetch')
    comeBack()
    await expect.element(page.getByText(/not up to date/)).toBeVisible()
    expect(rowTexts()).toHaveLength(1)
  })

  it('tells what to do at an address that leads nowhere', async () => {
    openViewer('/sessions/123', serveSessions(pay))
    await expect.element(page.getByText('There is nothing at this address')).toBeVisible()
    await page.getByRole('link', { name: 'All sessions' }).click()
    await expect.element(rows().first()).toBeVisible()
  })
})
