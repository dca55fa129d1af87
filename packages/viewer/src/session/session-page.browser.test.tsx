import type { TimelineEvent } from '@playhead/protocol'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { toError } from '../testing/fake-answers.test-support.ts'
import type { FakeTab } from '../testing/fake-recording.test-support.ts'
import { pageFrames, titleFrame } from '../testing/frames.test-support.ts'
import { comeBack, eventually, openViewer } from '../testing/open-viewer.test-support.tsx'
import { serveSessions, type ServedSessions } from '../testing/serve-sessions.test-support.ts'

const session = '00112233445566778899aabbccddeeff'
const tab = '0123456789abcdef'
const otherTab = 'fedcba9876543210'
const start = 1_795_500_000_000

const element = { selector: 'form > button.pay', tag: 'button', role: 'button', name: 'Pay' }
const navigate: TimelineEvent = {
  type: 'navigation',
  at: start + 10,
  kind: 'load',
  from: null,
  to: 'https://shop.example/checkout',
}
const click: TimelineEvent = {
  type: 'click',
  at: start + 4_000,
  x: 10,
  y: 10,
  pageX: 10,
  pageY: 10,
  pointer: 'mouse',
  element,
}
const error: TimelineEvent = {
  type: 'error',
  at: start + 6_000,
  kind: 'uncaught',
  name: 'TypeError',
  message: 'pay is not a function',
  stack: 'TypeError: pay is not a function\n    at onSubmit (checkout.js:12:5)',
}

/** Ten seconds: "Checkout", and "Broken" from the error on. */
const visit: FakeTab = {
  id: tab,
  segments: [
    {
      frames: [
        ...pageFrames(start, 'Checkout'),
        titleFrame(start + 6_000, 'Broken'),
        titleFrame(start + 10_000, 'Broken'),
      ],
      timeline: [navigate, click, error],
    },
  ],
}

async function open(query = '', ...tabs: FakeTab[]): Promise<ServedSessions> {
  const served = serveSessions()
  await served.record({ id: session, user: 'ana@example.com' }, ...(tabs[0] ? tabs : [visit]))
  openViewer(`/sessions/${session}${query}`, served)
  return served
}

const state = (): string | null =>
  document.querySelector('[data-player-state]')?.getAttribute('data-player-state') ?? null
const heading = (): string | null | undefined =>
  document.querySelector('iframe')?.contentDocument?.querySelector('h1')?.textContent
const position = (): number =>
  Number(document.querySelector('[role="slider"]')?.getAttribute('aria-valuenow'))
const event = (type: string) => document.querySelector<HTMLElement>(`[data-event-type="${type}"]`)
const text = (): string => document.body.textContent ?? ''
const untilPaused = () => eventually(state).toBe('paused')

describe('the session page', () => {
  it('shows the page as it was, stands at its start, and plays', async () => {
    await open()
    await untilPaused()
    expect(heading()).toBe('Checkout')
    expect(document.querySelector('iframe')?.getAttribute('sandbox')).toBe('allow-same-origin')
    await eventually(text).toContain('https://shop.example/checkout')
    await eventually(text).toContain('800 × 600')
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await eventually(position).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await untilPaused()
  })

  it('opens at the moment that the address names, or at the nearest there is', async () => {
    await open(`?at=${start + 6_000}`)
    await untilPaused()
    expect(position()).toBe(6_000)
    expect(heading()).toBe('Broken')
  })

  it('keeps to the recording when the address names a moment after its end', async () => {
    await open(`?at=${start + 999_000}`)
    await untilPaused()
    expect(position()).toBe(10_000)
  })

  it('goes to the event that is clicked, and opens its details', async () => {
    await open()
    await untilPaused()
    event('error')?.click()
    await eventually(position).toBe(6_000)
    await eventually(heading).toBe('Broken')
    await eventually(text).toContain('at onSubmit (checkout.js:12:5)')
    expect(event('error')?.getAttribute('aria-current')).toBe('step')
    await userEvent.keyboard('{Escape}')
    await eventually(text).not.toContain('at onSubmit (checkout.js:12:5)')
  })

  it('keeps the address at the moment that is shown', async () => {
    await open()
    await untilPaused()
    event('click')?.click()
    await eventually(() => location.search).toBe(`?at=${start + 4_000}&tab=${tab}`)
    expect(position()).toBe(4_000)
  })

  it('is driven by keyboard', async () => {
    await open()
    await untilPaused()
    await userEvent.keyboard('{ArrowRight}')
    await eventually(position).toBe(5_000)
    await userEvent.keyboard('{ArrowLeft}')
    await eventually(position).toBe(0)
    await userEvent.keyboard('e')
    await eventually(position).toBe(6_000)
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}')
    await eventually(position).toBe(4_000)
    await userEvent.keyboard('{End}')
    await eventually(position).toBe(10_000)
    await userEvent.keyboard('0')
    await eventually(position).toBe(0)
    const speed = page.getByRole('combobox', { name: 'Speed' })
    await userEvent.keyboard(']')
    await expect.element(speed).toHaveValue('2')
    // Space presses what has the focus, and here nothing has.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    await userEvent.keyboard(' ')
    await eventually(state).toBe('playing')
    await userEvent.keyboard(' ')
    await untilPaused()
    await userEvent.keyboard('?')
    await expect.element(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  })

  it('hatches a stretch that was left out on purpose, and says why and on what ground it recorded', async () => {
    const ground: TimelineEvent = {
      type: 'consent',
      at: start,
      basis: 'granted',
      givenAt: start,
      policyVersion: '2026-11',
      signal: 'banner',
      eraseHash: '',
    }
    const excluded = { type: 'excluded', reason: 'payment' } as const
    const timeline: TimelineEvent[] = [
      ground,
      { ...excluded, at: start + 2_000, phase: 'begin' },
      { ...excluded, at: start + 8_000, phase: 'end' },
    ]
    const frames = [...pageFrames(start, 'Before'), ...pageFrames(start + 8_000, 'After')]
    await open(`?at=${start + 5_000}`, { id: tab, segments: [{ frames, timeline }] })
    await untilPaused()
    await eventually(text).toContain('The page has payment fields')
    expect(document.querySelector('.seek-excluded')?.getAttribute('data-reason')).toBe('payment')
    expect(event('consent')?.textContent).toContain('given, policy 2026-11, by banner')
    await userEvent.keyboard('{End}')
    await eventually(text).not.toContain('The page has payment fields')
  })

  it('says how the visitor last saw the page: dark, with less motion, in forced colours', async () => {
    const plain = { type: 'preferences', reducedMotion: false, forcedColors: false } as const
    const timeline: TimelineEvent[] = [
      { ...plain, at: start, colorScheme: 'light' },
      { ...plain, at: start + 5_000, colorScheme: 'dark', reducedMotion: true, forcedColors: true },
    ]
    await open('', { id: tab, segments: [{ frames: pageFrames(start, 'Seen'), timeline }] })
    await untilPaused()
    const rows = [...document.querySelectorAll('[data-event-type="preferences"]')]
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/Appearance.*light$/),
      expect.stringMatching(/Appearance.*dark, less motion, forced colours$/),
    ])
    await page.getByRole('tab', { name: 'Session' }).click()
    const fact = (): string | null | undefined =>
      [...document.querySelectorAll('.facts dt')].find((one) => one.textContent === 'Appearance')
        ?.nextElementSibling?.textContent
    await eventually(fact).toBe('dark, less motion, forced colours')
  })

  it('shows what never arrived as a gap, with the reason, in the picture and on the timeline', async () => {
    const last = { frames: pageFrames(start + 9_000, 'Later') }
    const first = { frames: [...pageFrames(start, 'Before'), titleFrame(start + 3_000, 'Before')] }
    await open(`?at=${start + 5_000}`, { id: tab, segments: [first, null, last] })
    await untilPaused()
    await eventually(text).toContain('These segments never arrived')
    expect(event('gap')?.textContent).toContain('6 s without a picture')
    expect(document.querySelector('.seek-gap')?.getAttribute('data-reason')).toBe('missing')
    await userEvent.keyboard('{End}')
    await eventually(text).not.toContain('These segments never arrived')
  })

  it('says that a segment is damaged', async () => {
    const first = { frames: [...pageFrames(start, 'Before'), titleFrame(start + 3_000, 'Before')] }
    const broken = { frames: [titleFrame(start + 4_000, 'x')], isDamaged: true }
    const last = { frames: pageFrames(start + 9_000, 'Later') }
    await open(`?at=${start + 5_000}`, { id: tab, segments: [first, broken, last] })
    await untilPaused()
    await eventually(text).toContain('1 damaged segment')
    expect(text()).toContain('cannot be decoded')
  })

  it('opens the tab in which the error of that moment happened', async () => {
    const other = { id: otherTab, segments: [{ frames: pageFrames(start - 1_000, 'Other') }] }
    const long = {
      frames: [...pageFrames(start - 2_000, 'Long'), titleFrame(start + 9_000, 'Long')],
    }
    await open(`?at=${start + 6_000}`, { id: otherTab, segments: [long] }, visit)
    await untilPaused()
    expect(heading()).toBe('Broken')
    await page.getByRole('combobox', { name: 'Browser tab' }).selectOptions(other.id)
    await eventually(heading).toBe('Long')
    await eventually(() => event('error')).toBeNull()
  })

  it('filters the timeline by kind and by words', async () => {
    await open()
    await untilPaused()
    await page.getByRole('button', { name: 'Errors, 1' }).click()
    await eventually(() => event('error')).toBeNull()
    expect(event('click')).not.toBeNull()
    await page.getByRole('button', { name: 'Errors, 1' }).click()
    await page.getByRole('searchbox').fill('checkout.js')
    await eventually(() => event('click')).toBeNull()
    expect(event('error')).not.toBeNull()
    await page.getByRole('searchbox').fill('nothing has this')
    await eventually(text).toContain('No event matches')
  })

  it('renders a part of ten thousand events, and follows the playhead through all', async () => {
    const many = Array.from({ length: 10_000 }, (_, index): TimelineEvent => {
      const args = [`line ${index}`]
      return { type: 'console', at: start + index, level: 'log', args }
    })
    const frames = [...pageFrames(start, 'Many'), titleFrame(start + 10_000, 'Many')]
    await open('', { id: tab, segments: [{ frames, timeline: many }] })
    await untilPaused()
    const rows = (): number => document.querySelectorAll('[data-event-type]').length
    expect(rows()).toBeGreaterThan(5)
    expect(rows()).toBeLessThan(200)
    await userEvent.keyboard('{End}')
    await eventually(text).toContain('line 9999')
    expect(rows()).toBeLessThan(200)
  })

  it('copies a link to the moment and confirms it', async () => {
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await open(`?at=${start + 4_000}`)
    await untilPaused()
    await page.getByRole('button', { name: 'Copy link to this moment' }).click()
    await eventually(text).toContain('Link copied')
    const link = `${location.origin}/api/replay/sessions/${session}?at=${start + 4_000}`
    expect(copied).toHaveBeenCalledWith(link)
    copied.mockRejectedValue(new Error('no permission'))
    await userEvent.keyboard('c')
    await expect
      .element(page.getByRole('textbox', { name: 'Link to this moment' }))
      .toHaveValue(link)
    copied.mockRestore()
  })

  it('loads what has arrived since, and stays where it is', async () => {
    const began = Date.now() - 12_000
    const early = [...pageFrames(began, 'Live'), titleFrame(began + 8_000, 'Live')]
    const served = await open('', { id: tab, segments: [{ frames: early }] })
    await untilPaused()
    await userEvent.keyboard('{ArrowRight}')
    await eventually(position).toBe(5_000)
    const frames = [titleFrame(began + 9_000, 'More'), titleFrame(began + 11_000, 'More')]
    await served.record({ id: session }, { id: tab, segments: [{ frames: early }, { frames }] })
    comeBack()
    await page.getByRole('button', { name: 'Load 3 s more' }).click()
    const slider = page.getByRole('slider', { name: 'Playhead' })
    await expect.element(slider).toHaveAttribute('aria-valuemax', '11000')
    await untilPaused()
    expect(position()).toBe(5_000)
    await userEvent.keyboard('{End}')
    await eventually(heading).toBe('More')
  })

  it('erases the session after asking, says so if that is not allowed, and shows the receipt', async () => {
    const served = await open()
    await untilPaused()
    await page.getByRole('tab', { name: 'Session' }).click()
    await page.getByRole('button', { name: 'Erase…' }).click()
    served.failWith = (method) =>
      method === 'POST' ? toError(403, 'right_missing', 'Your access does not include it.') : null
    await page.getByRole('button', { name: 'Erase for good' }).click()
    await eventually(text).toContain('It was not erased. It needs the right “erase”')
    served.failWith = null
    await page.getByRole('button', { name: 'Erase for good' }).click()
    await eventually(text).toContain('1 session erased for good.')
    await expect.element(page.getByRole('button', { name: 'Download receipt' })).toBeVisible()
    await page.getByRole('button', { name: 'All sessions' }).click()
    await eventually(() => location.pathname).toBe('/api/replay')
    await expect.element(page.getByText('No session has been recorded yet')).toBeVisible()
  })

  it('holds the session, which then cannot be erased', async () => {
    const served = await open()
    await untilPaused()
    await page.getByRole('tab', { name: 'Session' }).click()
    await page.getByRole('button', { name: 'Hold…' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('Case 7')
    await page.getByRole('button', { name: 'Place hold' }).click()
    await page.getByRole('button', { name: 'Done' }).click()
    await eventually(text).toContain('On legal hold: Case 7.')
    expect(served.sent).toEqual([{ session, reason: 'Case 7' }])
    await page.getByRole('button', { name: 'Erase…' }).click()
    await page.getByRole('button', { name: 'Erase for good' }).click()
    await eventually(text).toContain('It was not erased: a legal hold keeps it.')
  })

  it('offers nothing that whoever looks may not do', async () => {
    const served = serveSessions()
    served.can = ['list', 'watch']
    await served.record({ id: session }, visit)
    openViewer(`/sessions/${session}`, served)
    await untilPaused()
    await page.getByRole('tab', { name: 'Session' }).click()
    await eventually(text).toContain('Browser tabs')
    for (const name of [/Erase/, /Hold/, /Export/]) {
      expect(page.getByRole('button', { name }).elements()).toEqual([])
    }
  })

  it('says that a session is not there, and that a server failed, and tries again', async () => {
    const served = serveSessions()
    openViewer(`/sessions/${session}`, served)
    await eventually(text).toContain('This recording is not here')
    await served.record({ id: session }, visit)
    served.failWith = () => toError(503, 'storage_unavailable', 'The store did not answer.')
    await page.getByRole('button', { name: 'Try again' }).click()
    await eventually(text).toContain('The store did not answer.')
    served.failWith = null
    await page.getByRole('button', { name: 'Try again' }).click()
    await untilPaused()
    expect(heading()).toBe('Checkout')
  })

  it('plays without a timeline if that cannot be read, and says why', async () => {
    const served = serveSessions()
    await served.record({ id: session }, visit)
    served.failWith = (_, path) =>
      path.endsWith('/timeline') ? toError(500, 'internal', 'The replay server failed.') : null
    openViewer(`/sessions/${session}`, served)
    await untilPaused()
    expect(heading()).toBe('Checkout')
    expect(text()).toContain('The timeline could not be read. The replay server failed.')
  })
})
