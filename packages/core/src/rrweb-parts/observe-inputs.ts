import { observeSetter } from './observe-call.ts'

interface InputObserverOptions {
  inputCb(input: { id: number; text: string; isChecked: boolean }): void
  doc: Document
  mirror: { getId(node: Node): number }
  blockSelector: string | null
  ignoreSelector: string | null
}

/** Inputs whose state is a choice, not text: nothing of them is recorded. */
const choices = /^(?:checkbox|radio)$/

/**
 * Tells whether a text field has become filled or empty: all that is ever recorded of a value. So
 * ticks, choices and options need no patch, and typing costs one event, not one for each key.
 */
export function initInputObserver({
  inputCb,
  doc,
  mirror,
  blockSelector,
  ignoreSelector,
}: InputObserverOptions): () => void {
  const view = doc.defaultView
  const known = new WeakMap<Node, string>()
  let assigned = new Set<Node>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const look = (node: EventTarget | null): void => {
    if (!isTextField(node) || isWithin(node, blockSelector) || isWithin(node, ignoreSelector))
      return
    const text = node.value === '' ? '' : '•'
    if (known.get(node) === text) return
    const id = mirror.getId(node)
    if (id < 1) return
    known.set(node, text)
    inputCb({ id, text, isChecked: false })
  }
  const onInput = (event: Event): void => look(event.composedPath()[0] ?? event.target)
  // In a task of its own: a field that was just added has no id yet.
  const onAssigned = (field: unknown): void => {
    if (assigned.size === 0) timer = setTimeout(lookAtAssigned)
    assigned.add(field as Node)
  }
  const lookAtAssigned = (): void => {
    const fields = assigned
    assigned = new Set()
    fields.forEach(look)
  }

  const listening = { capture: true, passive: true }
  for (const type of ['input', 'change']) doc.addEventListener(type, onInput, listening)
  const prototypes = view
    ? [view.HTMLInputElement.prototype, view.HTMLTextAreaElement.prototype]
    : []
  const undo = prototypes.map((prototype) => observeSetter(prototype, 'value', onAssigned))
  return () => {
    clearTimeout(timer)
    assigned.clear()
    for (const type of ['input', 'change']) doc.removeEventListener(type, onInput, listening)
    undo.forEach((one) => one())
  }
}

function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (!target || !('tagName' in target)) return false
  const { tagName } = target
  if (tagName === 'TEXTAREA') return true
  return tagName === 'INPUT' && !choices.test((target as HTMLInputElement).type)
}

function isWithin(element: Element, selector: string | null): boolean {
  return selector !== null && Reflect.apply(Element.prototype.closest, element, [selector]) !== null
}
