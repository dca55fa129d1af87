import { isTextField, maskField } from '../privacy/mask-node.ts'
import { parentAcross } from '../privacy/privacy-level.ts'
import { isWithin } from './access.ts'
import { observeSetter } from './observe-call.ts'
import { type RecordContext, source } from './record-context.ts'

export interface Inputs {
  /** What is in a field may have changed. */
  look(field: EventTarget | null): void
  /** A field is in the frames, with this in it. */
  written(field: Element, text: string): void
  observe(root: Document | ShadowRoot): () => void
  /** Values that code sets. */
  patch(realm: Window & typeof globalThis): (() => void)[]
}

/**
 * Tells what is shown of a text field when that changes: for nearly all of them only whether there is
 * something in it, so that typing costs one frame, not one for each key.
 */
export function observeInputs({ scope, mirror, keep, levelOf }: RecordContext): Inputs {
  const { policy, listen } = scope
  const shown = new WeakMap<Element, string>()
  const looking = new Set<Element>()

  function look(field: EventTarget | null): void {
    if (!isTextField(field) || looking.has(field)) return
    looking.add(field)
    const isKept = keep(() => {
      looking.delete(field)
      const id = mirror.idOf(field)
      if (id === 0 || levelOf(field) === 'block' || isWithin(field, policy.selectors.ignore)) {
        return null
      }
      const text = maskField(field, levelOf(parentAcross(field) ?? field), policy)
      if (shown.get(field) === text) return null
      shown.set(field, text)
      return { source: source.input, id, text, isChecked: false }
    })
    if (!isKept) looking.delete(field)
  }

  return {
    look,
    written: (field, text) => void shown.set(field, text),
    observe: (root) =>
      listen(root, ['input', 'change'], (event) => look(event.composedPath()[0] ?? event.target)),
    patch: ({ HTMLInputElement: input, HTMLTextAreaElement: textarea }) =>
      [input.prototype, textarea.prototype].map((prototype) =>
        observeSetter(prototype, 'value', (field) => look(field as EventTarget)),
      ),
  }
}
