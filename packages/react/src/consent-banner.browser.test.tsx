import { getReplay } from '@playhead/core'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '@playhead/react/consent-banner.css'
import { answerConsent, ConsentBanner, ReplayProvider } from './index.ts'
import { recordIntoMemory } from './record-into-memory.test-support.ts'

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean
}

let root: Root | null = null

beforeEach(() => {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  localStorage.clear()
  sessionStorage.clear()
  document.body.innerHTML = '<div id="app"></div>'
})

afterEach(unmount)

/** Stopped first: what a stop writes down last must not come in the middle of the next test. */
async function unmount(): Promise<void> {
  await getReplay()?.stop()
  await act(async () => root?.unmount())
  root = null
}

async function render(policyVersion: string) {
  const server = recordIntoMemory()
  const element = document.querySelector('#app')
  if (!element) throw new Error('There is no #app.')
  root = createRoot(element)
  await act(async () =>
    root?.render(
      <ReplayProvider {...server.options} consent="required">
        <ConsentBanner policyVersion={policyVersion}>
          We record visits. <a href="/privacy">Privacy</a>
        </ConsentBanner>
      </ReplayProvider>,
    ),
  )
  return server
}

const banner = () => page.getByRole('region', { name: 'May we record this visit?' })
const press = (name: string) => act(() => page.getByRole('button', { name }).click())
/** The first time its code has to come. */
const untilRecording = () =>
  act(async () => {
    await expect.poll(() => getReplay()?.getState().name, { timeout: 20_000 }).toBe('recording')
  })
const isShown = () => banner().elements().length > 0

/** Another document of the same origin: what it stores this one hears of, as of another tab. */
async function openOtherTab(): Promise<Storage> {
  const frame = document.body.appendChild(document.createElement('iframe'))
  const { contentWindow } = frame
  if (!contentWindow) throw new Error('There is no other tab.')
  return contentWindow.localStorage
}

/** WCAG 2.2, contrast ratio. */
function contrastOf(...colors: [string, string]): number {
  const [one, other] = colors.map((color) => {
    const channels = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map((text) => Number(text) / 255)
    const [red = 0, green = 0, blue = 0] = channels.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  })
  const [light, dark] = [Math.max(one ?? 0, other ?? 0), Math.min(one ?? 0, other ?? 0)]
  return (light + 0.05) / (dark + 0.05)
}

describe('the banner', () => {
  it('is a region with a name, two buttons and a link, and nothing is recorded meanwhile', async () => {
    await render('1')
    expect(isShown()).toBe(true)
    const buttons = page.getByRole('button').elements()
    expect(buttons.map(({ textContent }) => textContent)).toEqual(['No', 'Yes, record it'])
    expect(getReplay()?.getState().name).toBe('waiting-for-consent')
    expect({ ...localStorage }).toEqual({})
  })

  it('begins the recording on a yes, with a word on what was agreed to, and asks no more', async () => {
    const server = await render('1')
    await press('Yes, record it')
    await untilRecording()
    expect(isShown()).toBe(false)
    await getReplay()?.flush()
    expect(await server.timeline()).toContainEqual(
      expect.objectContaining({ type: 'consent', signal: 'banner', policyVersion: '1' }),
    )
    await unmount()
    await render('1')
    await untilRecording()
    expect(isShown()).toBe(false)
  })

  it('takes a no for an answer, and asks again only about another text', async () => {
    await render('1')
    await press('No')
    expect(getReplay()?.consent).toBe('denied')
    await unmount()
    await render('1')
    expect(getReplay()?.consent).toBe('denied')
    expect(isShown()).toBe(false)
    await unmount()
    await render('2')
    expect(isShown()).toBe(true)
  })

  it('is reached by keyboard, tells its words, and gives the focus back to where it was', async () => {
    await render('1')
    const before = document.body.insertAdjacentElement(
      'afterbegin',
      document.createElement('button'),
    )
    if (!(before instanceof HTMLElement)) throw new Error('There is no button.')
    before.focus()
    const names: (string | null)[] = []
    for (let step = 0; step < 3; step++) {
      await userEvent.tab()
      names.push(document.activeElement?.textContent ?? null)
    }
    expect(names).toEqual(['Privacy', 'No', 'Yes, record it'])
    await expect.element(banner()).toHaveAccessibleDescription('We record visits. Privacy')
    await act(async () => {
      await userEvent.keyboard('{Enter}')
      await untilRecording()
    })
    expect(document.activeElement).toBe(before)
  })

  it('is put aside by Escape, which is no answer', async () => {
    await render('1')
    page.getByRole('button', { name: 'No' }).element().focus()
    await act(() => userEvent.keyboard('{Escape}'))
    expect(isShown()).toBe(false)
    expect(getReplay()?.consent).toBe('unknown')
    expect({ ...localStorage }).toEqual({})
    await unmount()
    await render('1')
    expect(isShown()).toBe(true)
  })

  it('follows a yes that is said in another tab, and a no', async () => {
    const server = await render('1')
    const other = await openOtherTab()
    await act(async () => {
      other.setItem('playhead.consent', '{"answer":"granted","policyVersion":"1"}')
      await untilRecording()
    })
    expect(isShown()).toBe(false)
    await getReplay()?.flush()
    expect(await server.timeline()).toContainEqual(
      expect.objectContaining({ type: 'consent', signal: 'banner' }),
    )
    await unmount()
    localStorage.clear()
    await render('1')
    await act(async () => {
      other.setItem('playhead.consent', '{"answer":"denied","policyVersion":"1"}')
      await expect.poll(() => getReplay()?.consent, { timeout: 20_000 }).toBe('denied')
    })
    expect(isShown()).toBe(false)
  })

  it.each(['light', 'dark'])(
    'fits a narrow window in %s, with words that can be read',
    async (scheme) => {
      await page.viewport(320, 568)
      await render('1')
      const shown = banner().element()
      if (!(shown instanceof HTMLElement)) throw new Error('There is no banner.')
      shown.style.colorScheme = scheme
      const { left, right, height } = shown.getBoundingClientRect()
      expect([left >= 0, right <= 320, height < 568]).toEqual([true, true, true])
      expect(shown.scrollWidth).toBeLessThanOrEqual(shown.clientWidth)
      const { color, backgroundColor } = getComputedStyle(shown)
      // WCAG 2.2, 1.4.6: enhanced contrast.
      expect(contrastOf(color, backgroundColor)).toBeGreaterThan(7)
      const [no, yes] = [...shown.querySelectorAll('button')].map((button) =>
        getComputedStyle(button),
      )
      for (const name of [
        'color',
        'backgroundColor',
        'borderColor',
        'fontWeight',
        'minHeight',
      ] as const) {
        expect(no?.[name]).toBe(yes?.[name])
      }
    },
  )

  it('stands still where less motion is wanted', () => {
    const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules])
    const still = rules.find(
      (rule) =>
        rule instanceof CSSMediaRule && rule.conditionText === '(prefers-reduced-motion: reduce)',
    )
    expect(still?.cssText).toMatch(/\.playhead-consent \{ animation: [^;]*none/)
  })

  it('lets the person take a yes back', async () => {
    await render('1')
    await press('Yes, record it')
    await act(async () => answerConsent('denied', '1'))
    expect(getReplay()?.consent).toBe('withdrawn')
    await unmount()
    await render('1')
    expect(getReplay()?.getState()).toEqual({ name: 'stopped', reason: 'consent-denied' })
  })
})
