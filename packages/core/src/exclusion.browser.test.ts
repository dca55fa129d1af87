import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TimelineEvent } from '@playhead/protocol'
import { type RecordedPage, recordPage, untilState } from '../testing/record-page.ts'
import { getReplay, type PrivacyOptions, start } from './index.ts'

const home = location.href

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

afterEach(async () => {
  await getReplay()?.stop()
  document.body.innerHTML = ''
  history.replaceState(null, '', home)
})

const main = (text: string): string => `<main data-record-safe>${text}</main>`

/** As a router does it: first the address, then the page. */
function goTo(path: string, html: string): void {
  history.pushState(null, '', path)
  document.body.innerHTML = html
}

function attach(mode: ShadowRootMode): ShadowRoot {
  const host = document.querySelector('#host')
  if (!host) throw new Error('There is no host.')
  return host.attachShadow({ mode })
}

async function phases(page: RecordedPage): Promise<string[]> {
  await page.replay.flush()
  return (await page.timeline()).flatMap((event: TimelineEvent) =>
    event.type === 'excluded' ? `${event.phase} ${event.reason}` : [],
  )
}

async function snapshots(page: RecordedPage): Promise<number> {
  await page.replay.flush()
  return (await page.frames()).filter(({ type }) => type === 2).length
}

describe('a page that is excluded', () => {
  const privacy: PrivacyOptions = { exclude: ['/account/*', /[?&]private=1/] }

  it('is not recorded, and neither is what the application says there; the gap is told', async () => {
    history.replaceState(null, '', '/account/orders')
    const page = await recordPage(main('Order 17'), { privacy }, 'excluded')
    page.replay.track('opened an order')
    console.log('Order 17 printed')
    document.body.append('Order 18')
    await expect.poll(() => phases(page)).toEqual(['begin pattern'])
    expect(await page.text()).not.toMatch(/order/i)
    expect(page.replay.getState()).toEqual({
      name: 'excluded',
      sessionId: page.replay.sessionId,
    })
    expect(page.replay.why()).toContainEqual({
      gate: 'page',
      passes: false,
      reason: 'privacy.exclude names this page.',
    })
  })

  it('is given no patch and no listener but those that tell when it is left', async () => {
    const read = () => [window.fetch, console.log, XMLHttpRequest.prototype.open]
    const before = read()
    history.replaceState(null, '', '/account')
    await recordPage('', { privacy }, 'excluded')
    expect(read()).toEqual(before)
  })

  it.each<[string, () => void]>([
    ['pushState', () => history.pushState(null, '', '/account')],
    ['replaceState', () => history.replaceState(null, '', '/?private=1')],
  ])('ends the recording at once when the application goes there by %s', async (_, move) => {
    const page = await recordPage(main('Shoes'), { privacy })
    await page.replay.flush()
    move()
    document.body.innerHTML = main('Order 17')
    expect(page.replay.getState().name).toBe('excluded')
    await expect.poll(() => phases(page)).toEqual(['begin pattern'])
    expect(await page.text()).toContain('Shoes')
    expect(await page.text()).not.toMatch(/Order|account|private/)
  })

  it('ends it at once when the person goes back there', async () => {
    history.replaceState(null, '', '/account')
    history.pushState(null, '', '/shoes')
    const page = await recordPage(main('Shoes'), { privacy })
    window.addEventListener(
      'popstate',
      () => {
        document.body.innerHTML = main('Order 17')
      },
      { once: true },
    )
    history.back()
    await untilState(page.replay, 'excluded')
    await expect.poll(() => phases(page)).toEqual(['begin pattern'])
    expect(await page.text()).not.toMatch(/Order|account/)
  })

  it('is followed by a fresh picture of the next one, once that is there', async () => {
    const page = await recordPage(main('Shoes'), { privacy })
    page.replay.identify('user-17')
    goTo('/account', main('Order 17'))
    history.pushState(null, '', '/hats')
    // The address says hats, and the page still shows the order.
    expect(page.replay.getState().name).toBe('excluded')
    document.body.innerHTML = main('Hats')
    await untilState(page.replay, 'recording')
    await expect.poll(() => snapshots(page)).toBe(2)
    expect(await phases(page)).toEqual(['begin pattern', 'end pattern'])
    expect(await page.text()).toContain('Hats')
    expect(await page.text()).not.toMatch(/Order|account/)
    expect(page.replay.why().map(({ gate }) => gate)).not.toContain('page')
    document.querySelector('main')?.append('Caps')
    await expect.poll(async () => (await page.replay.flush(), page.text())).toContain('Caps')
    const moves = (await page.timeline()).filter(({ type }) => type === 'navigation')
    expect(moves.at(-1)).toMatchObject({ to: `${location.origin}/hats` })
  })

  it('is gone on from, by an end of the session, without being recorded', async () => {
    history.replaceState(null, '', '/account')
    const page = await recordPage(main('Order 17'), { privacy }, 'excluded')
    await page.replay.stop()
    expect(page.replay.getState()).toEqual({ name: 'stopped', reason: 'stopped' })
    expect(await page.text()).not.toContain('Order')
  })
})

describe('a page with payment fields', () => {
  it.each([
    '<input autocomplete="section-a billing cc-number">',
    '<input name="card-number">',
    '<input id="creditCard_cvc">',
    '<iframe src="https://checkoutshopper-live.adyen.com/x"></iframe>',
    '<iframe src="https://js.stripe.com/v3/elements-inner-card-1.html"></iframe>',
  ])('is not recorded: %s', async (html) => {
    const page = await recordPage(main('Pay 17 EUR') + html, {}, 'excluded')
    expect(await phases(page)).toEqual(['begin payment'])
    expect(await page.text()).not.toContain('17 EUR')
    expect(page.replay.why()).toContainEqual(
      expect.objectContaining({ gate: 'page', passes: false }),
    )
  })

  it.each([
    '<input autocomplete="email" name="discard">',
    '<input name="gift-card-number">',
    '<input type="radio" name="credit-card">',
    '<iframe src="https://js.stripe.com/v3/m-outer-1.html"></iframe>',
    '<iframe src="https://notadyen.com/"></iframe>',
  ])('is none because of %s', async (html) => {
    const page = await recordPage(main('Shoes') + html)
    expect(await snapshots(page)).toBe(1)
  })

  it('is not recorded from the moment on in which the first field comes, until the last is gone', async () => {
    const page = await recordPage(main('Cart'))
    await page.replay.flush()
    const step = document.createElement('div')
    step.innerHTML = `${main('Visa ending in 42')}<input autocomplete="cc-csc">`
    document.body.append(step)
    await untilState(page.replay, 'excluded')
    step.append('Charged')
    expect(await phases(page)).toEqual(['begin payment'])
    step.innerHTML = main('Thank you')
    await untilState(page.replay, 'recording')
    await expect.poll(() => phases(page)).toEqual(['begin payment', 'end payment'])
    expect(await page.text()).toContain('Thank you')
    expect(await page.text()).not.toMatch(/Visa|Charged/)
  })

  it('is told by a name that comes later', async () => {
    const page = await recordPage('<input id="a">')
    document.querySelector('#a')?.setAttribute('autocomplete', 'cc-name')
    await untilState(page.replay, 'excluded')
    expect(await phases(page)).toEqual(['begin payment'])
  })

  it('is told by a shadow tree that was there before', async () => {
    document.body.innerHTML = '<div id="host"></div>'
    attach('open').innerHTML = '<div><slot></slot></div>'
    const host = document.querySelector('#host')
    const nested = host?.shadowRoot?.querySelector('div')?.attachShadow({ mode: 'open' })
    if (!host || !nested) throw new Error('There is no host.')
    nested.innerHTML = '<input name="cvc">'
    const page = await recordPage(main('Pay 17 EUR'), {}, 'recording')
    document.body.append(host)
    await untilState(page.replay, 'excluded')
    expect(await phases(page)).toEqual(['begin payment'])
  })

  it.each(['open', 'closed'] as const)(
    'is told by an %s shadow tree, before it or what comes with it is read',
    async (mode) => {
      const page = await recordPage('<section></section>')
      await page.replay.flush()
      const host = document.createElement('div')
      host.id = 'host'
      const root = host.attachShadow({ mode })
      root.innerHTML = '<input name="cvc">'
      document.querySelector('section')?.append(host)
      document.body.insertAdjacentHTML('beforeend', main('Pay 17 EUR'))
      await untilState(page.replay, 'excluded')
      expect(await phases(page)).toEqual(['begin payment'])
      document.body.append('more')
      root.innerHTML = ''
      await untilState(page.replay, 'recording')
      expect(await page.text()).not.toContain('17 EUR')
      // Known by now, so a field in it counts in the same task.
      root.innerHTML = '<select autocomplete="cc-exp-month"></select>'
      await untilState(page.replay, 'excluded')
      host.remove()
      await untilState(page.replay, 'recording')
    },
  )

  it('is not told by a shadow tree that came with a blocked element, of which nothing is recorded', async () => {
    document.body.innerHTML = '<section data-replay="block"><div id="host"></div></section>'
    attach('open').innerHTML = `<input name="cvc" value="4242">${main('Visa 4242')}`
    const section = document.querySelector('section') ?? ''
    const page = await recordPage(main('Pay 17 EUR'), {}, 'recording')
    document.body.append(section)
    await expect
      .poll(async () => (await page.replay.flush(), page.text()))
      .toContain('"data-replay":"block"')
    expect(await phases(page)).toEqual([])
    expect(await page.text()).not.toMatch(/(?<!\d)4242(?!\d)/)
  })

  it('is told by a frame of the same origin, however late the field comes, until the frame goes', async () => {
    const page = await recordPage('<iframe srcdoc="<main data-record-safe>Card</main>"></iframe>')
    await expect
      .poll(async () => (await page.replay.flush(), page.text()))
      .toContain('"textContent":"Card"')
    const frame = document.querySelector('iframe')
    frame?.contentDocument?.body.insertAdjacentHTML(
      'beforeend',
      `${main('Visa 4242')}<input id="cardnumber">`,
    )
    await untilState(page.replay, 'excluded')
    expect(await phases(page)).toEqual(['begin payment'])
    frame?.remove()
    await untilState(page.replay, 'recording')
    expect(await phases(page)).toEqual(['begin payment', 'end payment'])
    expect(await page.text()).not.toContain('Visa')
  })

  it('is not recorded by an option of another kind than yes', async () => {
    const privacy: unknown = { allowPaymentPages: 'never' }
    document.body.innerHTML = '<input autocomplete="cc-number">'
    // As from an application that no type check has seen.
    Reflect.apply(start, null, [{ endpoint: '/api/replay', privacy }])
    await expect.poll(() => getReplay()?.getState().name).toBe('excluded')
    await getReplay()?.stop()
  })

  it('is recorded if that is allowed', async () => {
    const html = `${main('Pay 17 EUR')}<input autocomplete="cc-number" value="4242">`
    const page = await recordPage(html, { privacy: { allowPaymentPages: true } })
    expect(await snapshots(page)).toBe(1)
    expect(await page.text()).toContain('Pay 17 EUR')
    expect(await page.text()).not.toMatch(/(?<!\d)4242(?!\d)/)
  })
})
