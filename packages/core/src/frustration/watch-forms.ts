import type { ElementReference } from '@playhead/protocol'
import { describeElement, targetOf } from '../capture/describe-element.ts'
import type { CaptureScope } from '../capture/scope.ts'
import type { defaultThresholds } from './frustration-options.ts'
import type { Signal, TellFrustration } from './signal.ts'

/** After a soft navigation, until the framework has put the next view in place. */
const settleMs = 1_000
const fillable =
  'textarea,select,input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image])'

/**
 * Form abandonment: fields were changed, and page or view were left with nothing sent since. A form
 * with one field, such as a search, is none to abandon. Values are not looked at.
 */
export function watchForms(
  tell: TellFrustration,
  scope: CaptureScope,
  { count }: typeof defaultThresholds.formAbandon,
): Signal {
  /** Of the form that was changed last. Held weakly: it may be gone from the page by now. */
  let draft: {
    form: WeakRef<Element>
    fields: WeakSet<Element>
    last: ElementReference
    count: number
    at: number
  } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const sent = (): void => {
    draft = null
  }
  const left = (): void => {
    clearTimeout(timer)
    if (draft && draft.count >= count) {
      tell({ kind: 'form-abandon', at: draft.at, element: draft.last, count: draft.count })
    }
    draft = null
  }

  const stops = [
    scope.listen(document, ['input', 'change'], (event) => {
      const field = targetOf(event, scope)
      const form = field?.closest('form')
      if (!field || !form || field.closest('[role=search]')) return
      if (form.querySelectorAll(fillable).length < 2) return
      if (draft?.form.deref() !== form) {
        const last = describeElement(field, scope)
        draft = { form: new WeakRef(form), fields: new WeakSet(), last, count: 0, at: 0 }
      }
      draft.at = scope.clock.now()
      if (draft.fields.has(field)) return
      draft.fields.add(field)
      draft.last = describeElement(field, scope)
      draft.count++
    }),
    // `formdata` is also what `form.submit()` and `new FormData(form)` cause.
    scope.listen(document, ['submit', 'formdata', 'reset'], sent),
    scope.listen(window, 'pagehide', left),
  ]

  return {
    // What reads, such as the data of the next view, is no autosave.
    request: (method) => {
      if (!/^(?:GET|HEAD)$/i.test(method)) sent()
    },
    look(event) {
      if (event.type !== 'navigation' || event.kind === 'load' || event.kind === 'restore') return
      clearTimeout(timer)
      // A form that is still there is a step of many, or a filter that has done its work.
      timer = setTimeout(() => (draft?.form.deref()?.isConnected ? sent() : left()), settleMs)
    },
    stop() {
      clearTimeout(timer)
      stops.forEach((stop) => stop())
    },
  }
}
