import type { TimelineEvent } from '@playhead/protocol'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeTab } from '../testing/fake-recording.test-support.ts'
import { pageFrames, titleFrame } from '../testing/frames.test-support.ts'
import { eventually, openViewer } from '../testing/open-viewer.test-support.tsx'
import { serveSessions, type ServedSessions } from '../testing/serve-sessions.test-support.ts'

const session = '00112233445566778899aabbccddeeff'
const start = 1_795_500_000_000
const sampling: TimelineEvent = {
  type: 'sampling',
  at: start,
  gates: [
    { gate: 'consent', passes: true, reason: 'given by banner' },
    { gate: 'session', passes: false, reason: '0.1 of all sessions' },
  ],
}
/** Two minutes. */
const visit: FakeTab = {
  id: '0123456789abcdef',
  segments: [
    {
      frames: [...pageFrames(start, 'Checkout'), titleFrame(start + 120_000, 'Paid')],
      timeline: [sampling],
    },
  ],
}

async function open(change: (served: ServedSessions) => void = () => undefined, basePath?: string) {
  const served = serveSessions()
  await served.record({ id: session, user: 'ana@example.com' }, visit)
  change(served)
  const options = basePath === undefined ? {} : { basePath }
  openViewer(`/sessions/${session}?at=${start + 90_000}`, served, options)
  await eventually(state).toBe('paused')
  return served
}

const state = (): string | null =>
  document.querySelector('[data-player-state]')?.getAttribute('data-player-state') ?? null
const position = (): number =>
  Number(document.querySelector('[role="slider"]')?.getAttribute('aria-valuenow'))
const text = (): string => document.body.textContent ?? ''
const button = (name: string | RegExp) => page.getByRole('button', { name })
const noteBy = (by: string, at: number, words: string) => ({
  id: `note-${at}`,
  session,
  at,
  text: words,
  by,
  createdAt: start,
})

describe('notes on a session', () => {
  it('are written with a key at the moment that is shown, and stand on the timeline', async () => {
    const served = await open()
    await userEvent.keyboard('n')
    await expect.element(page.getByRole('dialog', { name: 'Note at 1:30' })).toBeVisible()
    await page.getByRole('dialog').getByRole('textbox').fill('Here the total is wrong')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await eventually(
      () => document.querySelector('[data-event-type="note"]')?.textContent,
    ).toContain('Here the total is wrong')
    expect(served.sent).toEqual([{ at: start + 90_000, text: 'Here the total is wrong' }])
    expect(document.querySelector('[data-mark="note"]')).not.toBeNull()
  })

  it('lead to their moment; one’s own can be deleted', async () => {
    const served = await open((served) => {
      served.notes = [
        noteBy('eve@example.com', start + 4_000, 'Look at the form'),
        noteBy('ana@example.com', start + 60_000, 'Mine'),
      ]
    })
    await page.getByRole('tab', { name: 'Notes (2)' }).click()
    await button('0:04').click()
    await eventually(position).toBe(4_000)
    expect(button('Delete the note at 0:04').elements()).toEqual([])
    await button('Delete the note at 1:00').click()
    await expect.element(page.getByRole('tab', { name: 'Notes (1)' })).toBeVisible()
    expect(served.notes.map(({ by }) => by)).toEqual(['eve@example.com'])
  })
})

describe('a share link', () => {
  it('is made for a part around the playhead, shown, listed and revoked', async () => {
    const served = await open()
    await page.getByRole('tab', { name: 'Session' }).click()
    await button('Share…').click()
    await eventually(text).toContain('There is none.')
    await page.getByRole('combobox', { name: 'It shows' }).selectOptions('minute')
    await eventually(text).toContain('From 0:45 to 1:45 on the seek bar.')
    await page.getByRole('combobox', { name: 'It opens for' }).selectOptions('1')
    await button('Make a link').click()
    const link = page.getByRole('textbox', { name: /link/ })
    await expect.element(link).toHaveValue(`${location.origin}/api/replay/share/share-0`)
    const range = { from: start + 45_000, to: start + 105_000 }
    expect(served.sent).toEqual([{ session, days: 1, ...range }])
    await button('Revoke').click()
    await eventually(text).toContain('Revoked')
    expect(button('Revoke').elements()).toEqual([])
  })

  it('shows the player and nothing else', async () => {
    const link = `/api/replay/share/${'t'.repeat(43)}.${'h'.repeat(43)}`
    await open(() => undefined, link)
    await page.getByRole('tab', { name: 'Session' }).click()
    await eventually(text).toContain('Browser tabs')
    expect(page.getByRole('tab').elements()).toHaveLength(2)
    expect(page.getByRole('link').elements()).toEqual([])
    for (const name of [/Share/, /Export/, /Erase/, /Hold/, /Note/]) {
      expect(button(name).elements()).toEqual([])
    }
    await userEvent.keyboard('ln')
    expect(page.getByRole('dialog').elements()).toEqual([])
    expect(location.pathname).toBe(`${link}/sessions/${session}`)
  })
})

it('says calmly what was not masked, and why the session was recorded', async () => {
  await open((served) => {
    served.warnings = [
      {
        page: '/account',
        channel: 'text',
        detector: 'mail',
        count: 3,
        sessions: 1,
        lastAt: start,
        lastSession: session,
      },
    ]
  })
  await page.getByRole('tab', { name: 'Session' }).click()
  await eventually(text).toContain('/account, text: mail, 3 times')
  expect(text()).toContain('consent for itgiven by banner')
  expect(text()).toContain('session against it0.1 of all sessions')
})
