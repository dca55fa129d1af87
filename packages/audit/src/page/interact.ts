/**
 * What a person does, without what follows from it: clicks end before they reach the page's own code, so
 * nothing is bought, sent or left.
 */
export function interact(): void {
  document.addEventListener('click', swallow, true)
  try {
    for (const element of document.querySelectorAll(
      'a, button, [role="button"], label, summary, h1',
    )) {
      const how = { bubbles: true, cancelable: true, composed: true }
      element.dispatchEvent(new PointerEvent('pointerover', how))
      element.dispatchEvent(new PointerEvent('click', { ...how, pointerType: 'mouse' }))
    }
  } finally {
    document.removeEventListener('click', swallow, true)
  }
  const selection = getSelection()
  selection?.selectAllChildren(document.body)
  for (const type of ['copy', 'cut', 'paste'] as const) {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', String(selection))
    document.body.dispatchEvent(new ClipboardEvent(type, { bubbles: true, clipboardData }))
  }
  selection?.removeAllRanges()
}

/** A text and a file that somebody drags over the page and drops. */
export function drag(text: string): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.setData('text/plain', text)
  dataTransfer.items.add(new File([text], `${text}.txt`))
  const how = { bubbles: true, cancelable: true, composed: true, dataTransfer }
  for (const type of ['dragstart', 'dragenter', 'dragover', 'drop', 'dragend']) {
    document.addEventListener(type, swallow, true)
    document.body.dispatchEvent(new DragEvent(type, how))
    document.removeEventListener(type, swallow, true)
  }
}

function swallow(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}
