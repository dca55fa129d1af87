/** A document with all that is nested in it: shadow trees, and the documents of frames. */
export function rootsOf(root: Document | ShadowRoot): (Document | ShadowRoot)[] {
  const inside: (Document | ShadowRoot)[] = []
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot) inside.push(...rootsOf(element.shadowRoot))
    if (element.localName !== 'iframe') continue
    const page = (element as HTMLIFrameElement).contentDocument
    if (page) inside.push(...rootsOf(page))
  }
  return [root, ...inside]
}
