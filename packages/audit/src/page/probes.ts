import type { Channel } from '../channels.ts'
import type { Garden } from './planted.ts'
import { code, date, number, word } from './token.ts'

export const probesId = 'playhead-audit-probes'

/**
 * An element with one example of each channel, at the end of the page: what the page does not have today
 * it may have tomorrow, and the page's configuration holds for it all the same.
 */
export function plantProbes({ plant }: Garden): void {
  document.getElementById(probesId)?.remove()
  const root = document.createElement('div')
  root.id = probesId
  root.style.cssText = 'position:fixed;left:-9999px;top:0;width:1px;height:1px;overflow:hidden'
  document.body.append(root)

  const put = (channel: Channel, canary: string, act: () => void): void =>
    plant(channel, canary, root, act)
  const add = (channel: Channel, canary: string, tag: string, set: (made: HTMLElement) => void) =>
    put(channel, canary, () => {
      const made = document.createElement(tag)
      set(made)
      root.append(made)
    })
  const each = (channel: Channel, tag: string, set: (made: HTMLElement, text: string) => void) => {
    const canary = word()
    add(channel, canary, tag, (made) => set(made, canary))
  }

  each('text', 'p', (made, text) => made.append(text))
  each('comment', 'div', (made, text) => made.append(document.createComment(text)))
  each('hidden', 'noscript', (made, text) => made.append(text))
  each('hidden', 'template', (made, text) => made.append(text))
  each('title', 'title', (made, text) => made.append(text))
  each('editable', 'div', (made, text) => {
    made.contentEditable = 'true'
    made.append(text)
  })
  each('data-script', 'script', (made, text) => {
    Object.assign(made, { type: 'application/json' }).append(`{"name":"${text}"}`)
  })
  for (const name of ['title', 'alt', 'placeholder', 'aria-label', 'aria-description']) {
    each('wording', 'input', (made, text) => made.setAttribute(name, text))
  }
  for (const name of ['data-customer', 'customer']) {
    each('data', 'div', (made, text) => made.setAttribute(name, text))
  }
  for (const type of ['text', 'search', 'password', 'hidden']) {
    each('field', 'input', (made, text) => Object.assign(made, { type, value: text }))
    each('field-default', 'input', (made, text) => {
      made.setAttribute('type', type)
      made.setAttribute('value', text)
    })
  }
  each('field', 'textarea', (made, text) => Object.assign(made, { value: text }))
  each('tick-value', 'input', (made, text) => Object.assign(made, { type: 'radio', value: text }))
  each('option-text', 'select', (made, text) => made.append(new Option(text, 'a')))
  each('option-value', 'select', (made, text) => made.append(new Option('a', text)))
  each('link-url', 'a', (made, text) => made.setAttribute('href', `/?name=${text}`))
  each('meta', 'meta', (made, text) => made.setAttribute('content', text))
  each('embedded-image', 'img', (made, text) => {
    made.setAttribute(
      'src',
      `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><text>${text}</text></svg>`,
    )
  })
  each('style', 'div', (made, text) => made.style.setProperty('--customer', `"${text}"`))
  each('style', 'style', (made, text) => made.append(`.a::before { content: "${text}" }`))
  each('style', 'style', (made, text) => made.append(`.a { --customer: ${text} }`))
  for (const name of ['id', 'class', 'data-testid']) {
    for (const canary of [number(), code()]) {
      // A button: what is clicked is named on the timeline, too.
      add('identifier', canary, 'button', (made) => made.setAttribute(name, `user-${canary}`))
    }
  }
  const short = code()
  add('link-url', short, 'a', (made) => made.setAttribute('href', `/r/${short}`))
  plantDates(add)
  for (const mode of ['open', 'closed'] as const) {
    each('shadow-text', 'div', (made, text) => made.attachShadow({ mode }).append(text))
  }
  for (const tag of ['text', 'title', 'desc']) {
    const canary = word()
    put('svg-text', canary, () => {
      const namespace = 'http://www.w3.org/2000/svg'
      const svg = document.createElementNS(namespace, 'svg')
      const made = document.createElementNS(namespace, tag)
      made.append(canary)
      svg.append(made)
      root.append(svg)
    })
  }
  const framed = word()
  add('frame-text', framed, 'iframe', (made) => {
    root.append(made)
    if (made instanceof HTMLIFrameElement) made.contentDocument?.body.append(framed)
  })
}

type Add = (channel: Channel, canary: string, tag: string, set: (made: HTMLElement) => void) => void

/** A day of birth, and the like. */
function plantDates(add: Add): void {
  const [entered, prefilled, shown, machine] = [date(), date(), date(), date()]
  add('field', entered, 'input', (made) => Object.assign(made, { type: 'date', value: entered }))
  add('field-default', prefilled, 'input', (made) => {
    made.setAttribute('type', 'date')
    made.setAttribute('value', prefilled)
  })
  add('text', shown, 'p', (made) => made.append(`born ${shown}`))
  add('data', machine, 'time', (made) => made.setAttribute('datetime', machine))
}
