import { canvasPicture } from '@playhead/protocol'

const pictureUrl = /^data:image\/(?:webp|png|jpeg);base64,[\w+/]+={0,2}$/

/**
 * Gives canvases of a rebuilt page their size and, where one was recorded, their picture. Where no script
 * runs a canvas is an element like any other (HTML standard, "canvas"), so it gets by rules of low rank
 * what it would have by itself, and its picture as a background that the page's own styles cannot undo.
 */
export function showCanvases(page: Document): void {
  const canvases = [...page.getElementsByTagName('canvas')]
  const sheet = sheetOf(page, canvases.length > 0)
  if (!sheet) return
  const rules = canvases.flatMap((canvas, index) => {
    canvas.setAttribute(ownMark, String(index))
    const { width, height } = canvas
    const own = `canvas[${ownMark}="${index}"]`
    const size = `:where(${own}){display:inline-block;width:${width}px;aspect-ratio:${width}/${height}}`
    const picture = canvas.getAttribute(canvasPicture) ?? ''
    return pictureUrl.test(picture)
      ? [size, `${own}{background:url(${picture}) 0 0/100% 100% no-repeat!important}`]
      : [size]
  })
  const text = rules.join('\n')
  if (sheet.textContent !== text) sheet.textContent = text
}

const ownMark = 'data-playhead-canvas'
const ownSheet = 'playhead-canvases'

function sheetOf(page: Document, isNeeded: boolean): Element | null {
  const there = page.getElementById(ownSheet)
  if (there || !isNeeded || !page.head) return there
  const made = page.createElement('style')
  made.id = ownSheet
  return page.head.appendChild(made)
}
