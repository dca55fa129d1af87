import { afterEach, beforeEach, expect, it } from 'vitest'
import { recordPage } from '../testing/record-page.ts'
import { getReplay, type PrivacyOptions } from './index.ts'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

afterEach(async () => {
  await getReplay()?.stop()
  document.body.innerHTML = ''
})

const privacy: PrivacyOptions = { detectors: [{ name: 'customer', pattern: /\bKD-\d{8}\b/g }] }

it('takes out of every channel what the application looks for', async () => {
  const html = `<main data-record-safe title="KD-00000001">of KD-00000002
    <a href="/files/KD-00000003">KD-00000004</a><input data-record-safe value="KD-00000005"></main>`
  const page = await recordPage(html, { privacy })
  document.querySelector('main')?.append('and KD-00000006')
  document.querySelector('a')?.setAttribute('aria-label', 'open KD-00000007')
  console.log('printed KD-00000008')
  page.replay.track('bought by KD-00000009', { by: 'KD-00000010' })
  page.replay.captureError(new Error('unknown: KD-00000011'), { id: 'KD-00000012' })
  await page.replay.flush()
  const text = await page.text()
  expect(text).not.toMatch(/KD-\d/)
  expect(text).toContain('of [customer]')
  expect(text).toContain('printed [customer]')
  expect(text).toContain('"by":"[customer]"')
  expect((await page.segments())[0]?.header.policy).not.toBe('')
})

it('still takes out what is looked for anyway', async () => {
  const page = await recordPage('<p data-record-safe>nora@example.com, KD-00112233</p>', {
    privacy,
  })
  await page.replay.flush()
  expect(await page.text()).toContain('[mail], [customer]')
})

it('records nothing with one that could take for ever, and says why', async () => {
  const detectors = [{ name: 'customer', pattern: /(?:\d+)+$/g }]
  const page = await recordPage('<p>x</p>', { privacy: { detectors } }, 'failed')
  expect(page.errors[0]?.cause).toMatchObject({
    code: 'invalid_option',
    message: expect.stringContaining('"customer"'),
  })
  expect(page.arrivals).toEqual([])
})
