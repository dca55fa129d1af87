import type { FrustrationEvent } from '@playhead/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackFrustration } from './track-frustration.ts'

let observed: Observed
let clicks = 0

const memory = { get: () => null, set: () => undefined, remove: () => undefined }
const thresholds = { rageClick: { withinMs: 1_500 }, deadClick: { afterMs: 1_800 } }

beforeEach(() => {
  clicks = 0
  observed = observe((emit, scope) => trackFrustration(emit, scope, thresholds, memory))
  observed.clock.now = () => Math.round(performance.timeOrigin + performance.now())
})
afterEach(() => {
  observed.tracker.stop()
  document.body.innerHTML = ''
  if (observed.failures.length > 0) throw observed.failures[0]
})

function show(html: string, onClick: (element: Element) => void = () => undefined): Element {
  document.body.innerHTML = html
  const element = document.querySelector('#it')
  if (!element) throw new Error('No #it')
  element.addEventListener('click', () => {
    clicks++
    onClick(element)
  })
  return element
}

const told = (): FrustrationEvent[] =>
  observed.events.flatMap((event) => (event.type === 'frustration' ? [event] : []))

/**
 * A burst that is known to be one ends the wait: whatever came before it has been judged by then.
 * @returns what has been told, by element.
 */
async function untilTheNext(): Promise<(string | undefined)[]> {
  document.body.insertAdjacentHTML('beforeend', '<i id="last" style="cursor:pointer">dead end</i>')
  await userEvent.tripleClick(document.querySelector('#last') ?? document.body)
  await expect.poll(() => told().length, { timeout: 8_000 }).toBeGreaterThan(0)
  return told().map(({ element }) => element?.selector)
}

describe('a rage click', () => {
  it('is on something that only looks as if it could be used', async () => {
    const element = show('<span id="it" style="cursor:pointer">Details</span>')
    await userEvent.tripleClick(element)
    await expect
      .poll(told, { timeout: 8_000 })
      .toMatchObject([
        { kind: 'rage-click', cause: 'not-interactive', count: 3, element: { selector: '#it' } },
      ])
  })

  it('is on a slow control, with the delay and what answered', async () => {
    const element = show('<button id="it">Apply</button><p></p>', () => {
      if (clicks !== 3) return
      setTimeout(() => (document.querySelector('p') ?? document.body).append('at last'), 900)
    })
    await userEvent.tripleClick(element)
    await expect
      .poll(told, { timeout: 8_000 })
      .toMatchObject([{ kind: 'rage-click', cause: 'slow', answeredBy: 'page' }])
    expect(told()[0]?.delayMs).toBeGreaterThanOrEqual(900)
  })

  it('is on a submit that silently refuses: it names the fields', async () => {
    const element = show(
      '<form><div hidden><input name="vat" required></div><button id="it">Save</button></form>',
    )
    await userEvent.tripleClick(element)
    await expect.poll(told, { timeout: 8_000 }).toMatchObject([
      {
        kind: 'rage-click',
        cause: 'silent-validation',
        fields: [{ selector: expect.stringContaining('input[name="vat"]') }],
      },
    ])
  })

  it.each([
    ['<a id="it" href="javascript:void(0)">More</a>', 'broken-link'],
    ['<button id="it" aria-disabled="true">Pay</button>', 'disabled'],
    ['<button id="it">Pay</button>', 'unresponsive'],
  ])('is on %s: %s', async (html, cause) => {
    await userEvent.tripleClick(show(html), { force: true })
    await expect.poll(told, { timeout: 8_000 }).toMatchObject([{ kind: 'rage-click', cause }])
  })

  it('is on a link that opens elsewhere', async () => {
    const element = show('<a id="it" href="/elsewhere" target="_blank">Terms</a>')
    element.addEventListener('click', (event) => event.preventDefault())
    await userEvent.tripleClick(element)
    await expect
      .poll(told, { timeout: 8_000 })
      .toMatchObject([{ kind: 'rage-click', cause: 'opened-elsewhere' }])
  })

  it('is on a control that is switched off, by either way of doing so', async () => {
    for (const off of ['disabled', 'aria-disabled="true"']) {
      await userEvent.click(show(`<button id="it" ${off}>Save</button>`), {
        clickCount: 3,
        force: true,
      })
      await expect
        .poll(told, { timeout: 8_000 })
        .toMatchObject([{ kind: 'rage-click', cause: 'disabled', element: { selector: '#it' } }])
      observed.events.length = 0
    }
  })

  it('is seen through a ripple', async () => {
    const element = show('<button id="it">Pay</button>', (button) => {
      const ripple = document.createElement('span')
      button.append(ripple)
      setTimeout(() => ripple.remove(), 30)
    })
    await userEvent.tripleClick(element)
    await expect
      .poll(told, { timeout: 8_000 })
      .toMatchObject([{ kind: 'rage-click', cause: 'unresponsive' }])
  })

  it('is seen through a clock that ticks by itself', async () => {
    const element = show('<button id="it">Pay</button><time>0</time>')
    const time = document.querySelector('time') ?? document.body
    const ticking = setInterval(
      () => (time.textContent = String(Number(time.textContent) + 1)),
      200,
    )
    observed.tracker.begin?.()
    await expect.poll(() => Number(time.textContent), { timeout: 8_000 }).toBeGreaterThan(18)
    await userEvent.tripleClick(element)
    await expect
      .poll(told, { timeout: 8_000 })
      .toMatchObject([{ kind: 'rage-click', cause: 'unresponsive' }])
    clearInterval(ticking)
  })

  it.each([
    ['a stepper', '<button id="it">+</button><output>0</output>', 'output'],
    ['a carousel', '<button id="it">Next</button><ul><li>1</li></ul>', 'li'],
  ])('is none on %s that does its work', async (_, html, selector) => {
    const element = show(html, () => {
      const shown = document.querySelector(selector)
      if (shown) shown.textContent = String(clicks)
    })
    await userEvent.tripleClick(element)
    await userEvent.tripleClick(element)
    expect(await untilTheNext()).toEqual(['#last'])
  })

  it('is none on a switch that shows its state by its class alone', async () => {
    await userEvent.tripleClick(
      show('<button id="it">Like</button>', (button) => button.classList.toggle('on')),
    )
    expect(await untilTheNext()).toEqual(['#last'])
  })

  it.each([
    ['a game', '<canvas id="it" width="900" height="700"></canvas>'],
    ['a video', '<video id="it" controls width="200" height="100"></video>'],
    ['a number field', '<input id="it" type="number">'],
    ['an ignored region', '<div data-replay="ignore"><button id="it">Pay</button></div>'],
  ])('is none on %s', async (_, html) => {
    const element = show(html)
    await userEvent.tripleClick(element)
    element.remove()
    expect(await untilTheNext()).toEqual(['#last'])
  })

  it('is none when a paragraph is selected by three clicks', async () => {
    await userEvent.tripleClick(show('<p id="it">A paragraph to be copied from here</p>'))
    expect(String(getSelection())).toContain('paragraph')
    expect(await untilTheNext()).toEqual(['#last'])
  })

  it('is none where a double click opens an editor', async () => {
    const element = show('<table><tr><td id="it">17</td></tr></table>')
    element.addEventListener('dblclick', () => {
      element.innerHTML = '<input value="17">'
    })
    await userEvent.dblClick(element)
    await userEvent.click(document.querySelector('td input') ?? element)
    expect(await untilTheNext()).toEqual(['#last'])
  })

  it('is none when a key is held', async () => {
    const element = show('<button id="it">Pay</button>')
    if (element instanceof HTMLElement) element.focus()
    await userEvent.keyboard('{Enter}{Enter}{Enter}{Enter}')
    expect(clicks).toBe(4)
    expect(await untilTheNext()).toEqual(['#last'])
  })
})

describe('a dead click', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    observed.clock.now = () => observed.clock.time
  })
  afterEach(() => void vi.useRealTimers())

  async function waitLong(): Promise<void> {
    for (let waited = 0; waited < 4_000; waited += 100) {
      observed.clock.time += 100
      vi.advanceTimersByTime(100)
      await observed.tracker.settle?.()
    }
  }

  it('is one that nothing answers', async () => {
    await userEvent.click(show('<button id="it">Pay</button>'))
    await waitLong()
    expect(told()).toMatchObject([{ kind: 'dead-click', cause: 'unresponsive', count: 1 }])
  })

  it.each([
    ['its answer comes', '<button id="it">Pay</button><p></p>'],
    ['a field takes the focus', '<label id="it">Name <input></label>'],
    ['nobody would expect any', '<p id="it">Words</p>'],
    ['the control is plainly switched off', '<button id="it" disabled>Pay</button>'],
    ['another program answers', '<a id="it" href="mailto:a@example.com">Write</a>'],
  ])('is none where %s', async (_, html) => {
    const element = show(html, () => document.querySelector('p:empty')?.append('done'))
    if (element.matches('a')) element.addEventListener('click', (event) => event.preventDefault())
    await userEvent.click(element, { force: true })
    await waitLong()
    expect(told()).toEqual([])
  })

  it('is none where a request was sent, even if nothing shows', async () => {
    const { tracker } = observed
    const element = show('<button id="it">Save</button>', () => {
      if ('request' in tracker && typeof tracker.request === 'function') tracker.request('POST')
    })
    await userEvent.click(element)
    await waitLong()
    expect(told()).toEqual([])
  })

  it('is a slow one where the answer comes at last', async () => {
    const element = show('<button id="it">Pay</button><p></p>')
    observed.tracker.stop()
    observed = observe((emit, scope) => trackFrustration(emit, scope, {}, memory))
    await userEvent.click(element)
    observed.clock.time += 3_200
    document.querySelector('p')?.append('done')
    await Promise.resolve()
    await waitLong()
    expect(told()).toMatchObject([
      { kind: 'slow-click', cause: 'slow', delayMs: 3_200, answeredBy: 'page' },
    ])
  })

  it('is a slow one also for somebody who goes on as soon as the answer is there', async () => {
    const element = show('<button id="it">Apply</button><p></p><button id="on">Go on</button>')
    observed.tracker.stop()
    observed = observe((emit, scope) => trackFrustration(emit, scope, {}, memory))
    await userEvent.click(element)
    observed.clock.time += 3_200
    document.querySelector('p')?.append('done')
    await Promise.resolve()
    await observed.tracker.settle?.()
    await userEvent.click(document.querySelector('#on') ?? element)
    expect(told()).toMatchObject([{ kind: 'slow-click', delayMs: 3_200, answeredBy: 'page' }])
  })
})

it('lets the page react, by an event', async () => {
  const heard = new Promise<Event>((resolve) =>
    window.addEventListener('playhead:frustration', resolve, { once: true }),
  )
  await userEvent.tripleClick(show('<span id="it" style="cursor:pointer">Details</span>'))
  expect(await heard).toMatchObject({ detail: { type: 'frustration', kind: 'rage-click' } })
})
