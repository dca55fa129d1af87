import type { Channel } from '../channels.ts'
import type { Garden } from './planted.ts'
import { number, word } from './token.ts'

/** Of these a value that could be told apart does not fit, or a script may not set it. */
const untried =
  /^(?:file|range|color|date|time|month|week|datetime-local|submit|button|reset|image)$/

/** Fills in every field, as a person or a script would, so that the page's own code hears of it. */
export function plantField(element: Element, { plant }: Garden): void {
  if (element instanceof HTMLTextAreaElement) {
    const canary = word()
    plant('field', canary, element, () => enter(element, HTMLTextAreaElement.prototype, canary))
  }
  if (!(element instanceof HTMLInputElement) || untried.test(element.type)) return
  const canary = /^(?:number|tel)$/.test(element.type) ? number() : word()
  const channel: Channel = /^(?:checkbox|radio)$/.test(element.type) ? 'tick-value' : 'field'
  const text = textOf(element.type, canary)
  plant(channel, canary, element, () => enter(element, HTMLInputElement.prototype, text))
  const prefilled = number()
  if (element.hasAttribute('value')) {
    plant('field-default', prefilled, element, () => element.setAttribute('value', prefilled))
  }
}

function textOf(type: string, canary: string): string {
  if (type === 'email') return `${canary}@audit.example`
  return type === 'url' ? `https://audit.example/${canary}` : canary
}

/** By the browser's own setter: React puts another one on the element, and would not hear of it. */
function enter(
  field: HTMLInputElement | HTMLTextAreaElement,
  prototype: object,
  text: string,
): void {
  Reflect.set(prototype, 'value', text, field)
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  if (field.type !== 'checkbox' && field.type !== 'radio') {
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
}
