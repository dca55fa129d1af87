import type { AuditRecord } from '@playhead/protocol'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { toError } from '../testing/fake-answers.test-support.ts'
import { findBarriers } from '../testing/find-barriers.test-support.ts'
import { eventually, openViewer } from '../testing/open-viewer.test-support.tsx'
import { type ServedSessions, serveSessions } from '../testing/serve-sessions.test-support.ts'

const session = '00112233445566778899aabbccddeeff'

function entry(number: number, more: Partial<AuditRecord> = {}): AuditRecord {
  return {
    number,
    at: 1_795_500_000_000 + number,
    actor: 'ana@example.com',
    action: 'watch',
    subject: [session],
    details: {},
    previous: 'before',
    hash: 'hash',
    ...more,
  }
}

function open(
  change: (served: ServedSessions) => void = () => undefined,
  search = '',
): ServedSessions {
  const served = serveSessions()
  served.audit = [
    entry(3, { action: 'erase', actor: 'retention' }),
    entry(2, { action: 'create_share', details: { share: 'a1', expiresAt: 1_795_600_000_000 } }),
    entry(1),
  ]
  const head = { number: 3, hash: 'feedfacefeedface' }
  served.verification = { entries: 3, isIntact: true, problem: null, head }
  change(served)
  openViewer(`/audit${search}`, served)
  return served
}

const rows = (): string[] =>
  [...document.querySelectorAll('tbody tr')].map((row) => row.textContent ?? '')
const nameOf = (element: Element | null): string =>
  element?.getAttribute('aria-label') ??
  element?.closest('label')?.querySelector('span')?.textContent ??
  element?.textContent ??
  ''
const text = (): string => document.body.textContent ?? ''

describe('the audit log', () => {
  it('tells who did what to which session, and that nothing was changed', async () => {
    open()
    await eventually(rows).toHaveLength(3)
    expect(rows()[1]).toContain('ana@example.comMade a link00112233…share a1, expires at')
    await eventually(text).toContain('3 entries, each as it was written. Last: 3, feedfacefeed…')
    const links = page.getByRole('link', { name: '00112233…' }).elements()
    // There is nothing to see of what was erased.
    expect(links).toHaveLength(2)
  })

  it('tells which setting was changed, and keeps nobody out in light or dark', async () => {
    open((served) => {
      const details = { setting: 'retention.default', before: '14d', after: '30d' }
      const first = { 'retention.default': '14d', accept: 'none', shares: 'none' }
      const actor = 'server at its start'
      served.audit = [
        entry(2, { actor, action: 'configure', subject: [], details }),
        entry(1, { actor, action: 'configure', subject: [], details: first }),
      ]
    })
    await eventually(rows).toHaveLength(2)
    expect(rows()[0]).toContain('Configuredretention.default: 14d → 30d')
    expect(rows()[1]).toContain('Configuredretention.default 14d1')
    for (const theme of ['light', 'dark']) {
      document.documentElement.dataset['theme'] = theme
      expect(await findBarriers()).toEqual([])
    }
    delete document.documentElement.dataset['theme']
  })

  it('says where the log was changed', async () => {
    open((served) => {
      const problem = { number: 2, what: 'its hash does not fit' }
      served.verification = { entries: 1, isIntact: false, problem, head: null }
    })
    await eventually(text).toContain('The log was changed: entry 2, its hash does not fit.')
    expect(page.getByRole('alert').elements()).toHaveLength(1)
  })

  it('is filtered by the server, by who, what, which session and when', async () => {
    const served = open()
    await eventually(rows).toHaveLength(3)
    await page.getByRole('combobox', { name: 'Action' }).selectOptions('erase')
    await eventually(rows).toHaveLength(1)
    expect(rows()[0]).toContain('retention')
    await page.getByRole('searchbox', { name: 'Who' }).fill('ANA')
    await eventually(text).toContain('No entry fits.')
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await eventually(rows).toHaveLength(3)
    await page.getByRole('searchbox', { name: 'Session' }).fill(session.slice(0, 6))
    await page.getByLabelText('From').fill('2026-11-24T10:00')
    await page.getByLabelText('To').fill('2026-11-24T10:30')
    const from = Date.parse('2026-11-24T10:00')
    await eventually(() => served.asked.at(-1)).toBe(
      `/api/replay/api/audit?${new URLSearchParams({
        session: session.slice(0, 6),
        from: String(from),
        to: String(from + 31 * 60_000 - 1),
        limit: '100',
      })}`,
    )
  })

  it('asks again what its address says, so that it can be passed on', async () => {
    open(() => undefined, '?action=erase')
    await eventually(rows).toHaveLength(1)
    expect(page.getByRole('combobox', { name: 'Action' }).element()).toHaveProperty(
      'value',
      'erase',
    )
    await page.getByRole('searchbox', { name: 'Who' }).fill('ret')
    await eventually(() => location.search).toBe('?actor=ret&action=erase')
  })

  it('says how far back the server has looked, and goes on from there', async () => {
    open((served) => {
      served.audit = Array.from({ length: 200 }, (_, index) => entry(200 - index))
      served.audit.push(entry(0, { actor: 'bea@example.com', number: 1 }))
    }, '?actor=bea')
    await eventually(text).toContain('No entry fits so far.')
    await eventually(text).toContain('Looked back to ')
    await page.getByRole('button', { name: 'Show older entries' }).click()
    await eventually(rows).toHaveLength(1)
    await expect.element(page.getByText('There are no older ones.')).toBeVisible()
  })

  it('is reached and used by keyboard', async () => {
    open()
    await eventually(rows).toHaveLength(3)
    await userEvent.keyboard('/')
    const reached: string[] = []
    // The parts of a date are stops of their own.
    while (reached.at(-1) !== 'Entries' && reached.length < 40) {
      reached.push(nameOf(document.activeElement))
      await userEvent.tab()
    }
    const order = ['Who', 'Action', 'Session', 'From', 'To', 'Clear the filter', 'Entries']
    expect([...new Set(reached)]).toEqual(order)
    expect(nameOf(document.activeElement)).toBe('00112233…')
  })

  it('is read page by page', async () => {
    open((served) => {
      served.audit = Array.from({ length: 130 }, (_, index) => entry(130 - index))
    })
    await eventually(rows).toHaveLength(100)
    await page.getByRole('button', { name: 'Show older entries' }).click()
    await eventually(rows).toHaveLength(130)
    await expect.element(page.getByText('There are no older ones.')).toBeVisible()
  })

  it('says what is written down while there is nothing, and why somebody may not see it', async () => {
    const served = open((served) => {
      served.audit = []
      served.failWith = (_, path) =>
        path.includes('/audit') ? toError(403, 'right_missing', 'Ask for configure.') : null
    })
    await eventually(text).toContain('Ask for configure.')
    served.failWith = null
    await page.getByRole('button', { name: 'Try again' }).last().click()
    await eventually(text).toContain('Nobody has done anything yet')
    expect(rows()).toEqual([])
  })
})
