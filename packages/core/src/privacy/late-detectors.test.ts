import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlayheadError } from '../playhead-error.ts'
import { scrubText, type TextRules } from './scrub-text.ts'

/** As on a page whose recorder has just been loaded; the detectors come with `arrive`. */
async function begin(load?: () => Promise<void>) {
  vi.resetModules()
  const { createLateDetectors, loadDetectors } = await import('./late-detectors.ts')
  let open = (): void => undefined
  const gate = new Promise<void>((resolve) => (open = resolve))
  const late = createLateDetectors(load ?? (() => gate.then(() => loadDetectors())))
  const told: unknown[] = []
  const errors: PlayheadError[] = []
  let renewals = 0
  const watching = late.watch(
    (error) => errors.push(error),
    () => renewals++,
  )
  let entered = 'Nora'
  const rules: TextRules = {
    scrubUrl: (url) => url,
    hideEntered: (text) => text.replaceAll(entered, '*'),
    takeOut: late.takeOut,
  }
  return {
    late,
    told,
    errors,
    watching,
    renewals: () => renewals,
    say: (text: string) =>
      late.clean(
        rules,
        (these) => scrubText(text, these),
        (made) => told.push(made),
      ),
    enter(text: string) {
      entered = text
    },
    async arrive() {
      open()
      await watching.settle?.()
    },
  }
}

describe('before the detectors are there', () => {
  let page: Awaited<ReturnType<typeof begin>>
  beforeEach(async () => {
    page = await begin()
  })

  it('reads a text that holds nothing, and loads nothing for it', async () => {
    page.say('saved { items: 3 }')
    expect(page.told).toEqual(['saved { items: 3 }'])
    await page.watching.settle?.()
    expect(page.late.takeOut('x')).toBe('x')
  })

  it('keeps what may hold something until they are, and nothing else', async () => {
    page.say('mail to nora@shop.example')
    page.say('saved')
    expect(page.told).toEqual(['saved'])
    await page.arrive()
    expect(page.told).toEqual(['saved', 'mail to [mail]'])
    page.say('and to otto@shop.example')
    expect(page.told.at(-1)).toBe('and to [mail]')
  })

  it('takes out later what was entered then', async () => {
    page.say('Nora, nora@shop.example')
    page.enter('')
    await page.arrive()
    expect(page.told).toEqual(['*, [mail]'])
  })

  it('hands on masked what waits when a segment is closed', async () => {
    page.say('card 4242 4242 4242 4242')
    page.watching.drain?.()
    expect(page.told).toEqual(['xxxxx xxxxx xxxxx xxxxx xxxxx'])
    await page.arrive()
    expect(page.told).toHaveLength(1)
  })

  it('masks whole what stands in the page, and has it recorded anew when they are', async () => {
    expect(page.late.takeOut('Call +351 912 345 678')).toBe('xxxxx xxxxx xxx xxx xxx')
    const line = [{ textContent: '4242 4242 ' }, { textContent: '4242 4242' }]
    page.late.redactLine(line)
    expect(JSON.stringify(line)).not.toContain('42')
    expect(page.renewals()).toBe(0)
    await page.arrive()
    expect(page.renewals()).toBe(1)
    expect(page.late.takeOut('Call +351 912 345 678')).toBe('Call [phone]')
  })
})

it('masks on, and says so, where they cannot be loaded', async () => {
  const { say, told, errors, watching } = await begin(() => Promise.reject(new Error('404')))
  say('nora@shop.example')
  await watching.settle?.()
  say('otto@shop.example')
  expect(told).toEqual(['xxxxxxxxxxxxxxxxxxxx', 'xxxxxxxxxxxxxxxxxxxx'])
  expect(errors).toMatchObject([{ code: 'capture_failed' }])
})

it('stops with the recording', async () => {
  const { say, told, arrive, watching } = await begin()
  say('nora@shop.example')
  watching.stop()
  await arrive()
  expect(told).toEqual([])
})
