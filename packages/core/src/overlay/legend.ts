import type { Region, RegionKind } from './find-regions.ts'
import { paintRegion } from './paint-regions.ts'
import { regionLooks } from './region-looks.ts'

export interface Legend {
  element: HTMLElement
  count(regions: readonly Region[]): void
}

const sample = { width: 30, height: 18 }

const panel =
  'position:fixed;left:12px;bottom:12px;max-width:min(320px,calc(100vw - 24px));box-sizing:border-box;' +
  'padding:10px 12px;border-radius:8px;font:13px/1.4 system-ui,sans-serif;color-scheme:light dark;' +
  'color:light-dark(#1d2126,#e4e7ea);background:light-dark(#fffffff2,#1b1f24f2);' +
  'border:1px solid light-dark(#c9ced4,#454c54);box-shadow:0 4px 20px #0003'

/** What the drawings mean, and how many there are of each. */
export function createLegend(onClose: () => void): Legend {
  const element = make('section', panel)
  element.setAttribute('aria-label', 'What Playhead records')
  const head = make('div', 'display:flex;align-items:center;gap:12px;margin-bottom:6px')
  const title = make('strong', 'flex:1')
  title.textContent = 'What Playhead records'
  const close = make('button', 'font:inherit;cursor:pointer')
  close.textContent = 'Close'
  close.addEventListener('click', onClose)
  head.append(title, close)
  element.append(head)

  const counts = new Map<RegionKind, HTMLElement>()
  for (const [kind, look] of Object.entries(regionLooks)) {
    const row = make('div', 'display:flex;align-items:center;gap:8px;margin:3px 0')
    const drawing = document.createElement('canvas')
    drawing.width = sample.width * 2
    drawing.height = sample.height * 2
    drawing.style.cssText = `flex:none;width:${sample.width}px;height:${sample.height}px`
    const context = drawing.getContext('2d')
    context?.scale(2, 2)
    if (context) paintRegion(context, { x: 0, y: 0, ...sample }, look)
    const words = make('span', 'flex:1')
    words.textContent = `${look.letter}  ${look.name}: ${look.meaning}`
    const count = make('span', 'font-variant-numeric:tabular-nums')
    row.append(drawing, words, count)
    element.append(row)
    if (isKind(kind)) counts.set(kind, count)
  }
  const rest = make('p', 'margin:6px 0 0;opacity:.8')
  rest.textContent = 'What is not marked is masked.'
  element.append(rest)

  return {
    element,
    count(regions) {
      for (const [kind, shown] of counts) {
        shown.textContent = String(regions.filter((region) => region.kind === kind).length)
      }
    },
  }
}

function isKind(name: string): name is RegionKind {
  return Object.hasOwn(regionLooks, name)
}

function make(tag: string, style: string): HTMLElement {
  const element = document.createElement(tag)
  // By the object model, which a content security policy has nothing against.
  element.style.cssText = style
  return element
}
