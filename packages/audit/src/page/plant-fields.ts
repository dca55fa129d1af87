import type { Channel } from '../channels.ts'
import type { Garden } from './planted.ts'
import { date, number, word } from './token.ts'

/** Of these a value that could be told apart does not fit, or a script may not set it. */
const untried = /^(?:range|color|time|month|week|submit|button|reset|image)$/

/** Fills in every field, as a person or a script would, so that the page's own code hears of it. */
export function plantField(element: Element, { plant }: Garden): void {
  if (element instanceof HTMLTextAreaElement) {
    const canary = word()
    plant('field', canary, element, () => enter(element, HTMLTextAreaElement.prototype, canary))
  }
  if (!(element instanceof HTMLInputElement) || untried.test(element.type)) return
  if (element.type === 'file') return plantFile(element, plant)
  const isDate = element.type.startsWith('date')
  const canary = isDate ? date() : /^(?:number|tel)$/.test(element.type) ? number() : word()
  const channel: Channel = /^(?:checkbox|radio)$/.test(element.type) ? 'tick-value' : 'field'
  const text = textOf(element.type, canary)
  plant(channel, canary, element, () => enter(element, HTMLInputElement.prototype, text))
  const prefilled = isDate ? date() : number()
  if (element.hasAttribute('value')) {
    plant('field-default', prefilled, element, () => element.setAttribute('value', prefilled))
  }
}

function plantFile(field: HTMLInputElement, plant: Garden['plant']): void {
  const content = word()
  const name = word()
  plant('field', content, field, () => choose(field, new File([content], `${name}.txt`)))
  plant('field', name, field, () => undefined)
}

/** As a person would in the browser's dialog. */
function choose(field: HTMLInputElement, file: File): void {
  const chosen = new DataTransfer()
  chosen.items.add(file)
  field.files = chosen.files
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
}

function textOf(type: string, canary: string): string {
  if (type === 'datetime-local') return `${canary}T08:30`
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
