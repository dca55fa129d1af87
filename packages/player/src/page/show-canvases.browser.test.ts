import { canvasPicture } from '@playhead/protocol'
import { afterEach, expect, it } from 'vitest'
import { showCanvases } from './show-canvases.ts'

let iframe: HTMLIFrameElement | undefined
afterEach(() => iframe?.remove())

/** As the player rebuilds pages: where no script runs. */
function rebuild(html: string): Document {
  iframe = document.createElement('iframe')
  iframe.setAttribute('sandbox', 'allow-same-origin')
  document.body.append(iframe)
  const page = iframe.contentDocument
  if (!page) throw new Error('No document')
  page.write(`<!doctype html><html><head></head><body>${html}</body></html>`)
  page.close()
  return page
}

const picture = 'data:image/webp;base64,UklGRg=='
const styleOf = (page: Document): CSSStyleDeclaration => {
  const canvas = page.querySelector('canvas')
  const style = canvas && page.defaultView?.getComputedStyle(canvas)
  if (!style) throw new Error('No canvas')
  return style
}

it('gives a canvas its own size, which the page can change', () => {
  const page = rebuild('<canvas width="200" height="50"></canvas>')
  showCanvases(page)
  const canvas = page.querySelector('canvas')
  expect(canvas?.getBoundingClientRect()).toMatchObject({ width: 200, height: 50 })
  canvas?.style.setProperty('width', '100px')
  expect(canvas?.getBoundingClientRect()).toMatchObject({ width: 100, height: 25 })
})

it('shows the last picture, whatever the page’s styles say', () => {
  const page = rebuild(`<canvas style="background:red" ${canvasPicture}="${picture}"></canvas>`)
  showCanvases(page)
  expect(styleOf(page).backgroundImage).toBe(`url("${picture}")`)
  page.querySelector('canvas')?.setAttribute(canvasPicture, `${picture.slice(0, -2)}AA`)
  showCanvases(page)
  expect(styleOf(page).backgroundImage).toBe(`url("${picture.slice(0, -2)}AA")`)
})

it.each([
  'https://elsewhere.example/pixel.png',
  'data:image/svg+xml;base64,PHN2Zz4=',
  'data:image/webp;base64,) } body { display: none',
])('takes no picture from %s', (url) => {
  const page = rebuild(`<p>text</p><canvas ${canvasPicture}="${url}"></canvas>`)
  showCanvases(page)
  expect(styleOf(page).backgroundImage).toBe('none')
  expect(page.body.checkVisibility()).toBe(true)
})

it('leaves a page without canvases as it is', () => {
  const page = rebuild('<p>text</p>')
  const before = page.documentElement.outerHTML
  showCanvases(page)
  expect(page.documentElement.outerHTML).toBe(before)
})
