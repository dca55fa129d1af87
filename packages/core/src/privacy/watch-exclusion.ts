import type { ExclusionReason } from '@playhead/protocol'
import type { Listen } from '../page/listen.ts'
import { hasPaymentField, isPaymentField } from './payment-fields.ts'
import type { Policy } from './policy.ts'

export interface ExclusionWatch {
  /** Why the page is not to be recorded now; null if it may be. */
  reason(): ExclusionReason | null
  /** The address may be another one. */
  look(): void
  stop(): void
}

/**
 * An application often changes the address before the page, so what is shown under the new one may still
 * be the excluded page: recording goes on once the page has changed and then kept still for a moment.
 */
const stillMs = 100
/** Nothing may ever change. */
const longestWaitMs = 2_000

/**
 * Watches whether this page may be recorded. It has to come before any other observer of the page: what
 * adds a payment field must be known here first.
 */
export function watchExclusion(
  policy: Policy,
  listen: Listen,
  onChange: (reason: ExclusionReason | null) => void,
): ExclusionWatch {
  let stopWaiting: (() => void) | null = null
  /** In a shadow tree. */
  let hidden: Element | null = null
  let reason = find()
  const stops = policy.allowsPaymentPages ? [] : [watchFields(), watchFocus()]

  function find(): ExclusionReason | null {
    if (policy.isExcluded(location.href)) return 'pattern'
    const hasField = hidden?.isConnected === true || hasPaymentField(document)
    return !policy.allowsPaymentPages && hasField ? 'payment' : null
  }

  function change(to: ExclusionReason | null): void {
    if (to === reason) return
    reason = to
    onChange(to)
  }

  function watchFields(): () => void {
    const observer = new MutationObserver((records) => {
      if (reason === 'payment') change(find())
      else if (reason === null && records.some(bringsField)) change('payment')
    })
    observer.observe(document, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['autocomplete', 'name', 'id', 'src', 'type'],
    })
    return () => observer.disconnect()
  }

  /** Fields in shadow trees are not seen from here before somebody is about to use them. */
  function watchFocus(): () => void {
    return listen(document, 'focusin', (event) => {
      const [target] = event.composedPath()
      if (!(target instanceof Element && isPaymentField(target))) return
      hidden = target
      if (reason === null) change('payment')
    })
  }

  function waitForPage(): () => void {
    let timer = setTimeout(finish, longestWaitMs)
    const deadline = timer
    const observer = new MutationObserver(() => {
      if (timer !== deadline) clearTimeout(timer)
      timer = setTimeout(finish, stillMs)
    })
    observer.observe(document, { childList: true, characterData: true, subtree: true })

    function end(): void {
      observer.disconnect()
      clearTimeout(timer)
      clearTimeout(deadline)
    }
    function finish(): void {
      end()
      stopWaiting = null
      change(find())
    }
    return end
  }

  return {
    reason: () => reason,
    look() {
      stopWaiting?.()
      stopWaiting = null
      if (policy.isExcluded(location.href)) change('pattern')
      else if (reason === 'pattern') stopWaiting = waitForPage()
    },
    stop() {
      stopWaiting?.()
      stops.forEach((stop) => stop())
    },
  }
}

function bringsField({ type, target, addedNodes }: MutationRecord): boolean {
  if (type === 'attributes') return isElement(target) && isPaymentField(target)
  return [...addedNodes].some(
    (node) => isElement(node) && (isPaymentField(node) || hasPaymentField(node)),
  )
}

/** Not `instanceof`: a node can come from another frame. */
function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE
}
