import { describe, expect, it, onTestFinished } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { toError, toReceipt, toSummary } from '../testing/fake-answers.test-support.ts'
import { findBarriers } from '../testing/find-barriers.test-support.ts'
import { eventually, openViewer } from '../testing/open-viewer.test-support.tsx'
import { type ServedSessions, serveSessions } from '../testing/serve-sessions.test-support.ts'

const id = (number: number): string => String(number).padStart(32, '0')
const day = 86_400_000
const now = Date.now()

function open(change: (served: ServedSessions) => void = () => undefined): ServedSessions {
  const served = serveSessions(
    { ...toSummary(id(1), now - day), user: 'ana@example.com' },
    { ...toSummary(id(2), now - 2 * day), user: 'ana@example.com' },
    { ...toSummary(id(3), now - 3 * day), user: 'bob@example.com' },
  )
  change(served)
  openViewer('/data', served)
  return served
}

const panel = (name: string) => page.getByRole('region', { name })
const text = (name: string): string => panel(name).query()?.textContent ?? ''
const button = (name: string | RegExp) => page.getByRole('button', { name })

describe('the data page', () => {
  it('tells how full the budget is, when it will be used up, and what goes next', async () => {
    open((served) => {
      const next = { session: id(3), at: now + 3 * day, why: 'budget' } as const
      served.storage = { ...served.storage, usedBytes: 8_600, fullAt: now + 3 * day, next }
    })
    await eventually(() => text('Storage')).toContain('8.6 kB of 10 kB in 3 sessions')
    expect(text('Storage')).toContain('86 % of the budget is used.')
    expect(text('Storage')).toContain('Goes next: 00000000…, as room is needed, in 3 days')
    const meter = panel('Storage').getByRole('meter').element()
    expect(meter.getAttribute('aria-valuenow')).toBe('86')
  })

  it.each(['light', 'dark'])('keeps nobody out in %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme
    onTestFinished(() => {
      delete document.documentElement.dataset['theme']
    })
    open((served) => {
      const on = { user: 'bob@example.com' }
      served.holds = [{ id: 'h', on, reason: 'case', by: 'eve', at: now }]
      served.receipts = [toReceipt([], 0)]
    })
    await eventually(() => text('Receipts')).toContain('0 sessions')
    expect(await findBarriers()).toEqual([])
  })

  it('lists the receipts of what was erased, and has them saved again', async () => {
    open((served) => {
      served.receipts = Array.from({ length: 7 }, (_, index) => toReceipt([], index))
    })
    await eventually(() => panel('Receipts').getByRole('listitem').elements()).toHaveLength(5)
    await button('Show older receipts').click()
    await eventually(() => panel('Receipts').getByRole('listitem').elements()).toHaveLength(7)
    expect(text('Receipts')).toContain('as asked forby ana@example.com')
    expect(button(/^Download the receipt of/).elements()).toHaveLength(7)
  })

  it('names what was not masked over all sessions, and leads to where it was caught last', async () => {
    const served = open((served) => {
      served.can = ['list', 'watch']
      served.warnings = Array.from({ length: 10 }, (_, index) => ({
        page: `/account/${index}`,
        channel: 'text',
        detector: 'mail',
        count: 30 - index,
        sessions: 2,
        lastAt: now - day,
        lastSession: id(1),
      }))
    })
    const rows = () => panel('Not masked in the page').getByRole('row').elements()
    await eventually(rows).toHaveLength(9)
    expect(rows()[1]?.textContent).toContain('/account/0textmail30 times in 2 sessions')
    await button('Show all 10').click()
    await eventually(rows).toHaveLength(11)
    for (const theme of ['light', 'dark']) {
      document.documentElement.dataset['theme'] = theme
      expect(await findBarriers()).toEqual([])
    }
    delete document.documentElement.dataset['theme']
    const link = page.getByRole('link', { name: /^Session of .* caught last$/ }).first()
    link.element().focus()
    await userEvent.keyboard('{Enter}')
    await eventually(() => location.pathname).toBe(`/api/replay/sessions/${id(1)}`)
    expect(new URLSearchParams(location.search).get('at')).toBe(String(now - day))
    expect(served.asked).toContain('/api/replay/api/warnings')
  })

  it('says what the server would catch while it has caught nothing, and why it cannot say', async () => {
    const served = open((served) => {
      served.failWith = (_, path) =>
        path.endsWith('/warnings') ? toError(403, 'right_missing', 'Ask for list.') : null
    })
    await eventually(() => text('Not masked in the page')).toContain('Ask for list.')
    served.failWith = null
    await button('Try again').click()
    await eventually(() => text('Not masked in the page')).toContain('Nothing. The server looks')
    expect(panel('Not masked in the page').getByRole('table').elements()).toEqual([])
  })

  it('says what a budget would do where there is none', async () => {
    open((served) => {
      served.storage = { ...served.storage, budgetBytes: null }
    })
    await eventually(() => text('Storage')).toContain('There is no budget')
    expect(panel('Storage').getByRole('meter').elements()).toEqual([])
  })

  it('tells the rules by which sessions go', async () => {
    open((served) => {
      served.storage.retention = [
        { when: { errors: true, entryUrl: '/checkout*' }, keepMs: 90 * day },
        { when: {}, keepMs: 14 * day },
      ]
    })
    await eventually(() => text('Retention')).toContain('with errors, begun at /checkout*90 days')
    expect(text('Retention')).toContain('all others14 days')
  })

  it('shows what an erasure would take, asks for its number, and gives the receipt', async () => {
    const served = open((served) => {
      const on = { session: id(2) }
      served.holds = [{ id: 'h', on, reason: 'Case 7', by: 'eve', at: now }]
    })
    const erase = panel('Erase')
    await erase.getByRole('textbox', { name: 'User id' }).fill('ana@example.com')
    await button('See what would go').click()
    await eventually(() => text('Erase')).toContain('1 session would go')
    expect(text('Erase')).toContain('1 session stays, as a legal hold keeps it')
    const confirmation = erase.getByRole('textbox', { name: /Type 1 to confirm/ })
    await confirmation.fill('2')
    await userEvent.keyboard('{Enter}')
    await confirmation.fill('1')
    expect(served.sent).toHaveLength(1)
    await button('Erase 1 session for good').click()
    await eventually(() => text('Erase')).toContain('1 session erased for good.')
    expect(text('Erase')).toContain(id(1))
    expect(served.sent).toEqual([
      { user: 'ana@example.com', dryRun: true },
      { user: 'ana@example.com', dryRun: false },
    ])
    expect(served.sessions.map((session) => session.id)).toEqual([id(2), id(3)])
  })

  it('says that nothing fits, and that a time range is taken in the zone of whoever asks', async () => {
    const served = open()
    await panel('Erase').getByRole('combobox', { name: 'By' }).selectOptions('time')
    await page.getByLabelText('From').fill('2026-11-01T10:00')
    await page.getByLabelText('To', { exact: true }).fill('2026-11-02T10:00')
    await button('See what would go').click()
    await eventually(() => text('Erase')).toContain('No session fits')
    const from = new Date(2026, 10, 1, 10).getTime()
    expect(served.sent).toEqual([{ from, to: from + day, dryRun: true }])
  })

  it('places and releases holds', async () => {
    const served = open()
    await eventually(() => text('Legal holds')).toContain('Nothing is on hold.')
    const holds = panel('Legal holds')
    await holds.getByRole('textbox', { name: 'User id' }).fill('ana@example.com')
    await holds.getByRole('textbox', { name: 'Reason' }).fill('Case 2026-114')
    await button('Place hold').click()
    await eventually(() => text('Legal holds')).toContain('All sessions of ana@example.com')
    expect(served.holds).toMatchObject([{ reason: 'Case 2026-114' }])
    await button('Release…').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Release', exact: true }).click()
    await eventually(() => text('Legal holds')).toContain('Nothing is on hold.')
  })

  it('exports a person, and says why if it does not', async () => {
    const served = open()
    served.failWith = (_, path) =>
      path.endsWith('/export') ? toError(403, 'right_missing', 'Ask for it.') : null
    await panel('Export').getByRole('textbox', { name: 'User id' }).fill('ana@example.com')
    await button('Download archive').click()
    await eventually(() => text('Export')).toContain('Nothing was exported.')
    expect(text('Export')).toContain('Ask for it.')
    served.failWith = null
    await button('Download archive').click()
    await eventually(() => text('Export')).toContain('Saved, ')
  })

  it('names the right that is missing in place of what it would give', async () => {
    open((served) => {
      served.can = ['list', 'export']
    })
    await eventually(() => text('Erase')).toContain('Erasing needs the right erase')
    expect(text('Legal holds')).toContain('needs the right configure')
    await expect.element(button('Download archive')).toBeVisible()
  })
})

it('the list warns before the budget bites, and leads to the page', async () => {
  const served = serveSessions(toSummary(id(1), now))
  served.storage = { ...served.storage, usedBytes: 8_600, fullAt: now + 2 * day }
  openViewer('', served)
  await expect.element(page.getByText('Storage 86 % used, full in 2 days.')).toBeVisible()
  await page.getByRole('link', { name: 'Data', exact: true }).click()
  await eventually(() => text('Storage')).toContain('86 % of the budget is used.')
})
