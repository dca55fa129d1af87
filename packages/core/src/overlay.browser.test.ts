import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { recordPage } from '../testing/record-page.ts'
import { showPrivacyOverlay } from './overlay.ts'
import { regionLooks } from './overlay/region-looks.ts'

let hide: (() => void) | null = null
afterEach(() => {
  hide?.()
  hide = null
  document.body.innerHTML = ''
  vi.restoreAllMocks()
})

const style = 'position:absolute;left:100px;width:120px;height:60px;margin:0'
const html = `
  <p id="masked" style="${style};top:10px">Ana</p>
  <div id="safe" data-record-safe style="${style};top:90px"><b>Shop</b></div>
  <div id="blocked" data-replay="block" style="${style};top:170px">Chart</div>
  <div id="ignored" data-replay="ignore" style="${style};top:250px"></div>
  <div id="plain" style="${style};top:330px"></div>`

/** Reads the overlay's canvas where the browser draws it: the root is closed, so that nothing else can. */
function watchCanvas(): { at(x: number, y: number): string } {
  const drawn: CanvasRenderingContext2D[] = []
  const { getContext } = HTMLCanvasElement.prototype
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
    this: HTMLCanvasElement,
    ...args: unknown[]
  ) {
    const context: CanvasRenderingContext2D | null = Reflect.apply(getContext, this, args)
    if (context && this.style.pointerEvents === 'none') drawn.push(context)
    return context
  })
  return {
    at(x, y) {
      const [red = 0, green = 0, blue = 0, alpha = 0] =
        drawn.at(-1)?.getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1).data ?? []
      const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')
      return alpha === 0 ? 'nothing' : `#${hex}`
    },
  }
}

it('outlines what is safe, masked, blocked and ignored, each in its own way', () => {
  document.body.innerHTML = html
  const canvas = watchCanvas()
  hide = showPrivacyOverlay()
  expect(canvas.at(101, 91)).toBe(regionLooks.safe.color)
  expect(canvas.at(101, 171)).toBe(regionLooks.blocked.color)
  expect(canvas.at(101, 11)).toBe(regionLooks.masked.color)
  expect(canvas.at(212, 248)).toBe(regionLooks.ignored.color)
  expect(canvas.at(160, 360)).toBe('nothing')
  expect(canvas.at(160, 120)).toBe('nothing')
  const looks = Object.values(regionLooks)
  for (const of of ['letter', 'name', 'color'] as const) {
    expect(new Set(looks.map((look) => look[of])).size).toBe(looks.length)
  }
  expect(new Set(looks.map(({ dash, filling }) => `${dash.join()} ${filling}`)).size).toBe(4)
})

it('follows what changes, also in shadow roots, and what is scrolled', async () => {
  document.body.innerHTML = `${html}<div id="host"></div><div style="height:3000px"></div>`
  const shadow = document.querySelector('#host')?.attachShadow({ mode: 'open' })
  const canvas = watchCanvas()
  hide = showPrivacyOverlay()
  expect(canvas.at(101, 331)).toBe('nothing')
  document.querySelector('#plain')?.setAttribute('data-record-safe', '')
  await vi.waitFor(() => expect(canvas.at(101, 331)).toBe(regionLooks.safe.color))
  if (shadow) shadow.innerHTML = `<p data-replay="block" style="${style};left:300px;top:10px">x</p>`
  await vi.waitFor(() => expect(canvas.at(301, 11)).toBe(regionLooks.blocked.color))
  scrollTo(0, 80)
  await vi.waitFor(() => expect(canvas.at(101, 11)).toBe(regionLooks.safe.color))
  scrollTo(0, 0)
})

it('goes by the options that the recording has', () => {
  document.body.innerHTML = html
  const canvas = watchCanvas()
  hide = showPrivacyOverlay({ privacy: { safeSelector: '#plain', blockSelector: '#safe' } })
  expect(canvas.at(101, 331)).toBe(regionLooks.safe.color)
  expect(canvas.at(101, 91)).toBe(regionLooks.blocked.color)
})

it('is recorded as nothing but an empty element, and is gone when it is told to go', async () => {
  const before = document.documentElement.children.length
  const recorded = await recordPage(html)
  hide = showPrivacyOverlay()
  document.querySelector('#plain')?.append('more')
  await recorded.replay.flush()
  const text = await recorded.text()
  expect(text).not.toMatch(/canvas|What Playhead|Close/)
  const added = (await recorded.frames())
    .map(({ data }) => JSON.stringify(data))
    .filter((data) => data.includes('rr-ignore'))
  expect(added).toHaveLength(1)
  hide()
  hide = null
  expect(document.documentElement.children.length).toBe(before)
  await recorded.replay.stop()
})

it('can be closed by its own button', async () => {
  document.body.innerHTML = html
  const { attachShadow } = Element.prototype
  let root: ShadowRoot | undefined
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    root = Reflect.apply(attachShadow, this, [{ ...init, mode: 'open' }])
    if (!root) throw new Error('There is no shadow root.')
    return root
  })
  const onClose = vi.fn<() => void>()
  hide = showPrivacyOverlay({ onClose })
  expect(root?.textContent).toContain('M  masked: its place is recorded, its words are not')
  await page.getByRole('button', { name: 'Close' }).click()
  expect(onClose).toHaveBeenCalledOnce()
  expect(root?.host.isConnected).toBe(false)
})
