import { getReplay } from '@playhead/core'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
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

async function unmount(): Promise<void> {
  await act(async () => root?.unmount())
  root = null
  await getReplay()?.stop()
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
const isShown = () => banner().elements().length > 0

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
    await expect.poll(() => getReplay()?.getState().name).toBe('recording')
    expect(isShown()).toBe(false)
    await getReplay()?.flush()
    expect(await server.timeline()).toContainEqual(
      expect.objectContaining({ type: 'consent', signal: 'banner', policyVersion: '1' }),
    )
    await unmount()
    await render('1')
    await expect.poll(() => getReplay()?.getState().name).toBe('recording')
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
