import type { AuditRecord } from '@playhead/protocol'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { eventually, openViewer } from '../testing/open-viewer.test-support.tsx'
import {
  type ServedSessions,
  serveSessions,
  toError,
} from '../testing/serve-sessions.test-support.ts'

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

function open(change: (served: ServedSessions) => void = () => undefined): ServedSessions {
  const served = serveSessions()
  served.audit = [
    entry(3, { action: 'erase', actor: 'retention' }),
    entry(2, { action: 'create_share', details: { share: 'a1', expiresAt: 1_795_600_000_000 } }),
    entry(1),
  ]
  const head = { number: 3, hash: 'feedfacefeedface' }
  served.verification = { entries: 3, isIntact: true, problem: null, head }
  change(served)
  openViewer('/audit', served)
  return served
}

const rows = (): string[] =>
  [...document.querySelectorAll('tbody tr')].map((row) => row.textContent ?? '')
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

  it('says where the log was changed', async () => {
    open((served) => {
      const problem = { number: 2, what: 'its hash does not fit' }
      served.verification = { entries: 1, isIntact: false, problem, head: null }
    })
    await eventually(text).toContain('The log was changed: entry 2, its hash does not fit.')
    expect(page.getByRole('alert').elements()).toHaveLength(1)
  })

  it('is filtered by action and by who did it, and offers the way back', async () => {
    const served = open()
    await eventually(rows).toHaveLength(3)
    await page.getByRole('combobox', { name: 'Action' }).selectOptions('erase')
    await eventually(rows).toHaveLength(1)
    await page.getByRole('searchbox').fill('ANA')
    await eventually(text).toContain('None of the 3 entries read so far match.')
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await eventually(rows).toHaveLength(3)
    expect(rows()[0]).toContain(String(served.audit[0]?.actor))
  })

  it('is read page by page', async () => {
    open((served) => {
      served.audit = Array.from({ length: 130 }, (_, index) => entry(130 - index))
    })
    await eventually(rows).toHaveLength(100)
    await page.getByRole('button', { name: 'Show older entries' }).click()
    await eventually(rows).toHaveLength(130)
    await expect.element(page.getByText('That is the whole log.')).toBeVisible()
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
