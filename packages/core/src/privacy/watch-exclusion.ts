import type { ExclusionReason } from '@playhead/protocol'
import { hasPaymentField } from './payment-fields.ts'
import type { Policy } from './policy.ts'

export interface ExclusionWatch {
  /** Why the page is not to be recorded now; null if it may be. */
  reason(): ExclusionReason | null
  /** The address may be another one. */
  look(): void
  /** Watches one more document or shadow tree. */
  root(root: Document | ShadowRoot): void
  stop(): void
}

/**
 * Watches whether this page may be recorded. It has to come before any other observer of the page: what
 * adds a payment field must be known here first.
 */
export function watchExclusion(
  policy: Policy,
  onChange: (reason: ExclusionReason | null) => void,
): ExclusionWatch {
  let stopWaiting: (() => void) | null = null
  let reason: ExclusionReason | null = null
  /** Documents and shadow trees that may have a payment field, also such as are not shown yet. */
  const suspects = new Set<Document | ShadowRoot>()
  const observer = new MutationObserver((records) => {
    for (const record of records) if (bringsField(record)) suspects.add(rootOf(record.target))
    if (reason !== 'pattern' && suspects.size > 0) change(find())
  })
  watchRoot(document)
  reason = find()

  function watchRoot(root: Document | ShadowRoot): void {
    if (policy.allowsPaymentPages) return
    suspects.add(root)
    observer.observe(root, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['autocomplete', 'name', 'id', 'src', 'type'],
    })
  }

  function find(): ExclusionReason | null {
    if (policy.isExcluded(location.href)) return 'pattern'
    let found: ExclusionReason | null = null
    for (const root of suspects) {
      if (!hasPaymentField(root)) suspects.delete(root)
      else if (isShown(root)) found = 'payment'
    }
    return found
  }

  function change(to: ExclusionReason | null): void {
    if (to === reason) return
    reason = to
    onChange(to)
  }

  return {
    reason: () => reason,
    look() {
      stopWaiting?.()
      stopWaiting = null
      if (policy.isExcluded(location.href)) change('pattern')
      else if (reason === 'pattern') stopWaiting = policy.waitForPage(() => change(find()))
    },
    root(root) {
      watchRoot(root)
      change(find())
    },
    stop() {
      stopWaiting?.()
      observer.disconnect()
    },
  }
}

function bringsField({ type, target, addedNodes }: MutationRecord): boolean {
  return (type === 'attributes' ? [target] : [...addedNodes]).some(hasPaymentField)
}

function rootOf(node: Node): Document | ShadowRoot {
  return node.getRootNode() as Document | ShadowRoot
}

/** A frame that is gone leaves a document without a window. */
function isShown(root: Document | ShadowRoot): boolean {
  return (
    root.isConnected && ('defaultView' in root ? root : root.ownerDocument).defaultView !== null
  )
}
