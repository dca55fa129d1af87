/** Where a point of a nested document lies in the page that `iframe` shows. */
export function toPagePoint(
  x: number,
  y: number,
  page: Document | null,
  iframe: HTMLIFrameElement,
): { x: number; y: number } {
  if (!page || page === iframe.contentDocument) return { x, y }
  const frame = page.defaultView?.frameElement
  if (!frame || frame === iframe) return { x, y }
  const box = frame.getBoundingClientRect()
  return toPagePoint(x + box.left, y + box.top, frame.ownerDocument, iframe)
}
