export function isDisabled(element: Element): boolean {
  return element.closest(':disabled,[aria-disabled=true]') !== null
}

/** Where a link leads, if the element is one. */
export function linkKind(element: Element): 'nowhere' | 'elsewhere' | 'page' | null {
  const href = element.getAttribute('href')
  if (href === null || !element.matches('a,area')) return null
  if (/^\s*(?:#!?|javascript:.*)?\s*$/is.test(href)) return 'nowhere'
  const target = element.getAttribute('target') ?? '_self'
  const isHere = /^(?:_self|_top|_parent|)$/.test(target) && !element.hasAttribute('download')
  return isHere && /^https?:$/.test(new URL(href, document.baseURI).protocol) ? 'page' : 'elsewhere'
}

/** The fields for which a form was not sent, if nothing says so in words. */
export function silentlyInvalid(element: Element): Element[] {
  const form = element.closest('form')
  if (!form || element.getAttribute('type') === 'button') return []
  const fields = [...form.querySelectorAll(':invalid,[aria-invalid=true]')].filter((field) =>
    field.matches('input,select,textarea,[aria-invalid]'),
  )
  const isSaid = fields.some((field) =>
    `${field.getAttribute('aria-errormessage')} ${field.getAttribute('aria-describedby')}`
      .split(' ')
      .some((id) => isSeen(document.getElementById(id))),
  )
  return isSaid || isSeen(form.querySelector('[role=alert]')) ? [] : fields
}

function isSeen(element: Element | null): boolean {
  return (
    element !== null && element.textContent?.trim() !== '' && element.getClientRects().length > 0
  )
}

/**
 * Whether a change in a control answers a click on it. What only shows that it was touched does not: its
 * class, a ripple put into it.
 */
export function isAnswerInside(
  { type, attributeName, addedNodes, removedNodes }: MutationRecord,
  parts: readonly Node[],
): boolean {
  if (type === 'attributes') return !/^(?:class|style)$/.test(attributeName ?? '')
  return (
    type === 'characterData' ||
    [...removedNodes].some((node) => parts.includes(node)) ||
    [...addedNodes, ...removedNodes].some((node) => node.textContent?.trim())
  )
}
